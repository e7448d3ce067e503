// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

/** What a method is to whoever wrote the program, and so what becomes of its calls. */
public enum Role {
  /** It is written down, or nothing else is known of it. */
  WRITTEN,
  /** It calls the method that is written, which is called what this one is called. */
  FORWARDER,
  /** The same, within one class: other methods of its name may be called for other reasons. */
  STUB,
  /** It calls one method, whatever that is called, or none if it reads a field. */
  ACCESSOR,
  /** A part of the method that calls it, if that is called what this one is called. */
  PART,
  /** It goes on with a method of the {@link WrittenName#base base} name, which it calls, or is. */
  RESUMPTION,
  /** Nothing that anybody would ask for: what it does belongs to its caller. */
  GLUE
}
