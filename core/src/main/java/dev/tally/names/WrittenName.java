// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

/**
 * What a method is called in the source.
 *
 * @param className binary name with dots of the class that it is written in
 * @param name such as {@code total}, {@code total{lambda 2}} or {@code fetch}
 * @param mark what is put behind the name where the method is shown and not folded: {@code
 *     {resumed}}, {@code {proxy}}; empty if nothing
 * @param signed whether the descriptor is that of what is written
 * @param role what becomes of its calls
 */
public record WrittenName(String className, String name, String mark, boolean signed, Role role) {

  static WrittenName of(String className, String name, Role role) {
    return new WrittenName(className, name, "", true, role);
  }

  /** Of a piece of code without a name or a descriptor that anybody wrote. */
  static WrittenName ofPiece(String className, String name, Role role) {
    return new WrittenName(className, name, "", false, role);
  }

  WrittenName marked(String with) {
    return new WrittenName(className, name, with, signed, role);
  }

  WrittenName as(Role other) {
    return new WrittenName(className, name, mark, signed, other);
  }

  /** The name without its mark, by which a forwarder finds what it stands for. */
  public String base() {
    return name;
  }

  /** The name as it is shown. */
  public String shown() {
    return name + mark;
  }
}
