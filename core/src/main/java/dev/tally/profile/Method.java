// SPDX-License-Identifier: Apache-2.0
package dev.tally.profile;

/**
 * A method as the recording names it.
 *
 * @param className binary name with dots, such as {@code com.acme.Foo$Bar}
 * @param name the JVM's name of the method, such as {@code bar}, {@code <init>} or {@code
 *     lambda$main$0}
 * @param descriptor the JVM's descriptor, such as {@code (I)V}; empty if unknown
 * @param sourceFile the class file's SourceFile attribute, such as {@code Foo.java}; empty if it
 *     has none
 * @param firstLine smallest line number of the method's code, 0 if unknown
 * @param builtin true for a JDK method, which is counted at its call sites in recorded code
 */
public record Method(
    String className,
    String name,
    String descriptor,
    String sourceFile,
    int firstLine,
    boolean builtin) {}
