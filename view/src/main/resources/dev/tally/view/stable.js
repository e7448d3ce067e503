// SPDX-License-Identifier: Apache-2.0
//
// What stays of a name when the program is compiled or run again: core's StableName once more, with
// the same rules in the same order. stable-names.tsv, among core's tests, tests both.

const CLASS_RULES = [
  // The JDK's classes of lambdas, other hidden classes, proxies, and reflection's accessors.
  [/\$\$Lambda(\$\d+)?([/+](0x)?[0-9a-f]+)?$/g, '$$$$Lambda'],
  [/[/+]0x[0-9a-f]+/g, '/0x'],
  [/^(com\.sun\.proxy|jdk\.proxy\d+)\.\$Proxy\d+/g, '$$Proxy'],
  [/\$Proxy\d+/g, '$$Proxy'],
  [/((Method|Constructor)Accessor)\d+$/g, '$1'],
  // Generators of subclasses: Spring's and the old CGLIB, Byte Buddy and its users, Javassist.
  [/(\$\$\w*CGLIB)\$\$[0-9a-f]+(_\d+)?/g, '$1'],
  [
    /\$(ByteBuddy|MockitoMock|HibernateProxy|HibernateInstantiator|auxiliary)\$(?!auxiliary(\$|$))[A-Za-z0-9]+/g,
    '$$$1',
  ],
  [/(_\$\$_(jvst|javassist))[0-9a-f_]+/g, '$1'],
  // Groovy's scripts and closures, Clojure's functions, the lines of Scala's interpreter.
  [/(^|\.)([Ss]cript)\d+(?=$|\$)/g, '$1$2'],
  [/_(closure|lambda)\d+/g, '_$1'],
  [/(\$eval|__)\d+/g, '$1'],
  [/\$line\d+/g, '$$line'],
  // Anonymous and local classes.
  [/\$\d+/g, '$$#'],
];

const METHOD_RULES = [
  // Of a lambda that can be serialized, javac puts a hash before the number.
  [/^(lambda\$.+)\$[0-9a-f]{6,8}\$\d+$/g, '$1$$#'],
  [/\$(accessor|original)\$[A-Za-z0-9]{8}/g, '$$$1'],
  [/\$lambda-\d+/g, '$$lambda$$#'],
  [/\$proxy\d+/g, '$$proxy#'],
  // As they are written out, see core's names.
  [/\{(?!default )([^} ]+) [\w.]*\d\}/g, '{$1 #}'],
  // Not default arguments of Scala, which are numbered by their place.
  [/(?<!\$default)\$\d+(?=\$|$)/g, '$$#'],
];

const FUNCTION_RULES = [[/ at 0x[0-9a-fA-F]+/g, ' at 0x']];

const FILE_RULES = [
  [/\bpython(\d)\.\d+/g, 'python$1'],
  [/<ipython-input-\d+-[0-9a-f]+>/g, '<ipython-input>'],
];

/** Most names have neither a dollar nor a digit, and there may be 100,000 of them. */
const MAY_CHANGE = /[$0-9]/;

/** Of a class, by its binary name with dots. */
export function stableClass(name) {
  return MAY_CHANGE.test(name) ? applied(CLASS_RULES, name) : name;
}

/** Of a method of a class. */
export function stableMethod(name) {
  return MAY_CHANGE.test(name) ? applied(METHOD_RULES, name) : name;
}

/** Of a function of another language. */
export function stableFunction(name) {
  return applied(FUNCTION_RULES, name);
}

/** Of a file that functions of another language are in. */
export function stableFile(path) {
  return applied(FILE_RULES, path);
}

function applied(rules, name) {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), name);
}
