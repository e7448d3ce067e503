// SPDX-License-Identifier: Apache-2.0
//
// What is being looked at: kept in the URL's fragment, so that a view can be bookmarked and Back
// works. What is as it was in the beginning is not written.

const START = {
  view: '',
  metric: '',
  q: '',
  regex: false,
  threads: null,
  sort: '',
  ascending: false,
  method: '',
  inverted: false,
  flame: false,
  fold: false,
  at: '',
  change: '',
};

export class State {
  /** `changed` is called after each change, until the signal says that nobody looks any more. */
  constructor(changed, signal) {
    this.changed = changed;
    this.now = read();
    this.written = location.hash;
    addEventListener(
      'hashchange',
      () => {
        if (location.hash !== this.written) {
          this.written = location.hash;
          this.now = read();
          this.changed();
        }
      },
      { signal },
    );
  }

  /** Changes something. A step of its own in the history, unless it is typing. */
  set(change, isTyping = false) {
    this.now = { ...this.now, ...change };
    const hash = write(this.now);
    if (hash !== this.written) {
      this.written = hash;
      const url = hash === '' ? location.href.replace(/#.*/, '') + '#' : hash;
      if (isTyping) {
        history.replaceState(null, '', url);
      } else {
        history.pushState(null, '', url);
      }
    }
    this.changed();
  }
}

function read() {
  const params = new URLSearchParams(location.hash.slice(1));
  const state = { ...START };
  for (const [name, start] of Object.entries(START)) {
    const text = params.get(name);
    if (text === null) {
      continue;
    }
    if (name === 'threads') {
      state.threads = text.split('.').map(Number).filter(Number.isInteger);
    } else {
      state[name] = typeof start === 'boolean' ? text === '1' : text;
    }
  }
  return state;
}

function write(state) {
  const params = new URLSearchParams();
  for (const [name, start] of Object.entries(START)) {
    const value = state[name];
    if (value !== start) {
      params.set(name, Array.isArray(value) ? value.join('.') : value === true ? '1' : value);
    }
  }
  const text = params.toString();
  return text === '' ? '' : `#${text}`;
}
