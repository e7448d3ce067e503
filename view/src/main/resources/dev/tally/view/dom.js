// SPDX-License-Identifier: Apache-2.0
//
// Elements. All text from a profile becomes a text node: nothing here, and nothing else on this
// page, makes markup of a text.

/** `el('button', {class: 'quiet', onclick: go}, 'Go')`; null and false leave a child away. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== false && child !== undefined) {
      element.append(child);
    }
  }
}

/** Replaces what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Names and values: pairs, null to leave one away. */
export function facts(pairs, className = 'facts') {
  return el(
    'dl',
    { class: className },
    pairs.filter(Boolean).map(([name, ...value]) => el('div', {}, el('dt', {}, name), el('dd', {}, ...value))),
  );
}
