// SPDX-License-Identifier: Apache-2.0
//
// Which methods of two profiles are the same one. Compilers and libraries number what they
// generate, and number it anew when something is added before it: those numbers are left out, as
// `tally diff` leaves them out. The rules are core's, in the same order; one table of names,
// matched-names.tsv, tests both. An anonymous class (`Foo$1`) keeps its number: without it, nothing
// would tell it from the others of its class.

const CLASS_RULES = [
  // Hidden classes: Foo$$Lambda/0x00007f5c, Foo$$Lambda$14/0x5c, Foo$$Lambda.0x5c, LambdaForm$MH/0x5c
  [/[/.+]0x[0-9a-fA-F]+$/, ''],
  [/\/[0-9]+$/, ''],
  [/\$\$Lambda\$[0-9]+/g, '$$$$Lambda'],
  // Proxies of the JDK: jdk.proxy2.$Proxy12
  [/^(jdk|com\.sun)\.proxy[0-9]+\./, '$1.proxy#.'],
  [/\$Proxy[0-9]+/g, '$$Proxy#'],
  // Reflection of the JDK: GeneratedMethodAccessor12
  [/(Generated[A-Za-z]*Accessor)[0-9]+/g, '$1#'],
  // CGLIB and Spring: Foo$$EnhancerBySpringCGLIB$$1a2b3c4d, Foo$$SpringCGLIB$$0
  [/\$\$([A-Za-z]*CGLIB)\$\$[0-9a-f]+/g, '$$$$$1$$$$#'],
  // Byte Buddy, and who uses it: Foo$ByteBuddy$a1B2c3D4, Foo$MockitoMock$12345, Foo$HibernateProxy$aB
  [/\$(ByteBuddy|MockitoMock|Hibernate[A-Za-z]*|auxiliary)\$[0-9A-Za-z]+/g, '$$$1$$#'],
  // Javassist: Foo_$$_jvst5a_0
  [/_\$\$_(jvst|javassist)[0-9a-f_]+/g, '_$$$$_$1#'],
  // Groovy: Foo$_run_closure3, Script12
  [/_closure[0-9]+/g, '_closure#'],
  [/^Script[0-9]+/, 'Script#'],
  // Scala's functions of old: Foo$$anonfun$main$3
  [/\$anonfun((?:\$[A-Za-z_][A-Za-z_0-9]*)*)\$[0-9]+/g, '$$anonfun$1$$#'],
  // Clojure: user$eval1234$fn__1240
  [/\$eval[0-9]+/g, '$$eval#'],
  [/fn__[0-9]+/g, 'fn__#'],
];

const METHOD_RULES = [
  // Java: lambda$main$3; of a serializable one lambda$main$1b2c3d4e$1
  [/^lambda\$(.*?)(?:\$[0-9a-f]{6,8})?\$[0-9]+$/, 'lambda$$$1$$#'],
  // Kotlin: main$lambda$3, main$lambda-3$lambda-2
  [/\$lambda[$-][0-9]+/g, '$$lambda$$#'],
  // Scala: $anonfun$main$3, $anonfun$main$3$adapted
  [/\$anonfun((?:\$[A-Za-z_][A-Za-z_0-9]*)*)\$[0-9]+/g, '$$anonfun$1$$#'],
  // javac before nest mates: access$000
  [/^access\$[0-9]+$/, 'access$$#'],
];

export function matchedClass(className) {
  return apply(CLASS_RULES, className);
}

export function matchedMethod(name) {
  return apply(METHOD_RULES, name);
}

/** Equal for methods that are the same one; lines may have moved. */
export function matchingKey({ className, name, descriptor, sourceFile, kind }) {
  const place = kind === 'FUNCTION' ? sourceFile : matchedClass(className);
  return `${place}\n${matchedMethod(name)}\n${descriptor}`;
}

function apply(rules, name) {
  return /[0-9]/.test(name)
    ? rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), name)
    : name;
}
