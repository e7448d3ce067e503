// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import org.jspecify.annotations.Nullable;

/** What kinds of objects there are in Python's marshal format, in our words and in Python's. */
public enum MarshalKind {
  NONE("None", "NoneType", "N"),
  FALSE("False", "bool", "F"),
  TRUE("True", "bool", "T"),
  STOP_ITERATION("StopIteration", "type", "S"),
  ELLIPSIS("an ellipsis", "ellipsis", "."),
  INTEGER("an integer", "int", "iIl"),
  REAL("a float", "float", "gf"),
  COMPLEX("a complex number", "complex", "xy"),
  BYTES("bytes", "bytes", "s"),
  TEXT("a text", "str", "utaAzZ"),
  TUPLE("a tuple", "tuple", "()"),
  LIST("a list", "list", "["),
  SET("a set", "set", "<"),
  FROZENSET("a frozenset", "frozenset", ">"),
  DICT("a dictionary", "dict", "{"),
  CODE("a code object", "code", "c"),
  /** An object that has come before; {@code R} an interned text of Python 2's. */
  REFERENCE("a reference to something else", "object", "rR"),
  /** No object: the end of the innermost dictionary, or of everything. */
  END("the end", "object", "0");

  private static final @Nullable MarshalKind[] BY_CODE = new MarshalKind[128];

  static {
    for (MarshalKind kind : values()) {
      for (int i = 0; i < kind.codes.length(); i++) {
        BY_CODE[kind.codes.charAt(i)] = kind;
      }
    }
  }

  private final String words;
  private final String pythonName;
  private final String codes;

  MarshalKind(String words, String pythonName, String codes) {
    this.words = words;
    this.pythonName = pythonName;
    this.codes = codes;
  }

  /** The kind that a type code, below 128, stands for; null if it is none of these. */
  static @Nullable MarshalKind of(char code) {
    return BY_CODE[code];
  }

  /** With article, for a sentence. */
  public String words() {
    return words;
  }

  /** Python's name of the type. */
  public String pythonName() {
    return pythonName;
  }
}
