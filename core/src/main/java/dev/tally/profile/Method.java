// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

import org.jspecify.annotations.Nullable;

/**
 * A method as the recording names it.
 *
 * @param className binary name with dots, such as {@code com.acme.Foo$Bar}; empty if it belongs to
 *     no class
 * @param name the JVM's name of the method, such as {@code bar}, {@code <init>} or {@code
 *     lambda$main$0}
 * @param descriptor the JVM's descriptor, such as {@code (I)V}; empty if unknown
 * @param sourceFile the class file's SourceFile attribute, such as {@code Foo.java}; empty if it
 *     has none; of a {@link Kind#FUNCTION} the file's path
 * @param firstLine smallest line number of the method's code, 0 if unknown
 * @param kind what it is
 */
public record Method(
    String className, String name, String descriptor, String sourceFile, int firstLine, Kind kind) {

  /** What Tally did, and took off the times of the program's methods: {@code {tally.probes}}. */
  public static Method ofTally(String name) {
    return new Method("tally", name, "", "", 0, Kind.PROBE);
  }

  /**
   * What a record does, written out: a record's own takes 40 ms when it is first called, and the
   * agent's first call is when the program's first class is loaded.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Method method
        && className.equals(method.className)
        && name.equals(method.name)
        && descriptor.equals(method.descriptor)
        && sourceFile.equals(method.sourceFile)
        && firstLine == method.firstLine
        && kind == method.kind;
  }

  @Override
  public int hashCode() {
    int hash = className.hashCode();
    hash = 31 * hash + name.hashCode();
    hash = 31 * hash + descriptor.hashCode();
    hash = 31 * hash + sourceFile.hashCode();
    hash = 31 * hash + firstLine;
    return 31 * hash + kind.hashCode();
  }
}
