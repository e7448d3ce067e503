// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import dev.tally.format.wire.MarshalException.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the objects of one Python marshal value from a stream that is not trusted, in the order in
 * which they stand there: {@link #next} names the kind of the next object, then the method for that
 * kind takes its content, or for a container steps inside. Containers close by themselves.
 *
 * <p>Nothing is built here, so a container's claimed size costs nothing, and nesting no stack. What
 * does need memory is what the bytes mark as to be remembered: texts and numbers, and whatever the
 * caller wants to find again when a remembered container is referred to.
 *
 * <p>Broken bytes are refused where CPython refuses them, and with its words beside ours. Follows
 * {@code Python/marshal.c} of 3.11, which reads what 3.4 to 3.15 write of a profile; where a rule
 * looks arbitrary, it is CPython's.
 *
 * <p>Two things are read that CPython 3.11 refuses: what Python 2 wrote, where texts are bytes and
 * those that come again are numbered apart ({@code R}), and the {@linkplain MarshalCode code
 * objects} of all versions. {@link #verdict} says what CPython makes of it.
 */
public final class MarshalReader {
  /** CPython's limit on 64-bit systems. */
  private static final int MAX_DEPTH = 2000;

  /** Functions in functions; Python cannot indent its text by more. */
  private static final int MAX_CODE_DEPTH = 100;

  private static final int SLICE_MEMBERS = 3;

  private static final int REMEMBER = 0x80;

  private static final int NO_SLOT = -1;

  private final MarshalInput in;
  private final MarshalNesting nesting = new MarshalNesting();
  private final List<Object> remembered = new ArrayList<>();

  /** Python 2's texts that may come again. Python 3 writes no such text without marking it. */
  private final List<String> interned = new ArrayList<>();

  /** The object that {@link #next} has announced: where it begins, what it is. */
  private long start;

  private char type;
  private MarshalKind kind = MarshalKind.END;
  private boolean remember;

  /** Its content has not been read yet. */
  private boolean pending;

  /** The integer read last has more than 64 bits. */
  private boolean overflow;

  private boolean begun;
  private Object referent = MarshalKind.END;
  private int slot = NO_SLOT;

  private final MarshalVerdict python3 = new MarshalVerdict();

  /** How many code objects we are in. */
  private int codeDepth;

  /** A number made of everything that has been read of the innermost code object. */
  private long digest;

  public MarshalReader(InputStream in) {
    this.in = new MarshalInput(in);
  }

  /** What {@link #next} has announced. */
  public MarshalKind kind() {
    return kind;
  }

  /** Where the object begins that {@link #next} has announced. */
  public long start() {
    return start;
  }

  /** Bytes of the file that have been used so far. */
  public long position() {
    return in.position();
  }

  /**
   * Goes to the next object. The method for its kind must follow, or {@link #skip}; kinds that have
   * no content do not need it.
   */
  public MarshalKind next() throws IOException {
    while (nesting.complete()) {
      refuse(nesting.leave());
    }
    start = in.position();
    if (begun && nesting.depth() == 0) {
      kind = MarshalKind.END;
      return kind;
    }
    begun = true;
    int code = in.code();
    if (nesting.depth() == MAX_DEPTH) {
      throw broken(
          "expected at most " + MAX_DEPTH + " nested objects, found more",
          "ValueError: recursion limit exceeded");
    }
    type = (char) (code & ~REMEMBER);
    remember = (code & REMEMBER) != 0;
    kind = kindOf(type);
    switch (kind) {
      case NONE, FALSE, TRUE, STOP_ITERATION, ELLIPSIS -> refuse(nesting.member(null));
      case REFERENCE -> refer();
      case END -> endDictionary();
      default -> pending = true;
    }
    return kind;
  }

  private MarshalKind kindOf(char code) throws MarshalException {
    MarshalKind known = MarshalKind.of(code);
    if (known != null) {
      return known;
    }
    if (codeDepth > 0 && code == ':') {
      return MarshalKind.TUPLE; // a slice, since 3.14 and among a function's constants only
    }
    if (codeDepth > 0 && code == '}') {
      return MarshalKind.DICT; // a frozen one, since 3.15
    }
    throw unknown(code);
  }

  private MarshalException unknown(char code) {
    return broken(
        "expected the type code of an object, found 0x" + Integer.toHexString(code),
        "ValueError: bad marshal data (unknown type code)");
  }

  private void refer() throws IOException {
    if (type == 'R') {
      referToInterned();
      return;
    }
    int index = in.int32();
    if (index < 0 || index >= remembered.size()) {
      throw broken(
          "expected a reference below " + remembered.size() + ", found " + index,
          "ValueError: bad marshal data (invalid reference)");
    }
    referent = remembered.get(index);
    digest(referent);
    refuse(nesting.member(nesting.cannotBeKey(index)));
  }

  private void referToInterned() throws IOException {
    python3.refuses(unknown(type));
    int index = in.int32();
    if (index < 0 || index >= interned.size()) {
      throw broken(
          "expected a reference below " + interned.size() + ", found " + index,
          "ValueError: bad marshal data (invalid reference)");
    }
    python3.notTheWriter();
    referent = interned.get(index);
    digest(referent);
    refuse(nesting.member(null));
  }

  private void endDictionary() throws MarshalException {
    MarshalKind innermost = nesting.innermost();
    if (innermost != MarshalKind.DICT) {
      throw broken(
          "expected another object, found the mark that ends a dictionary",
          "TypeError: NULL object in marshal data for "
              + switch (innermost) {
                case TUPLE, LIST -> innermost.pythonName();
                case SET, FROZENSET -> "set";
                default -> "object";
              });
    }
    refuse(nesting.leave());
  }

  /**
   * Called at the end of the value.
   *
   * @throws MarshalException what Python 3 says, if it does not read this and did write it
   */
  public void end() throws MarshalException {
    python3.end();
  }

  /** A complaint as Python 3 would make it. */
  public MarshalException verdict(MarshalException complaint) {
    return python3.verdict(complaint);
  }

  /**
   * What a reference refers to: a {@link String}, {@link Long} or {@link Double}, also a {@link
   * String} for a code object, what {@link #define} was given, or for anything else its {@link
   * MarshalKind}.
   */
  public Object referent() {
    return referent;
  }

  /**
   * An integer's value.
   *
   * @throws MarshalException if it does not fit into 64 bits
   */
  public long integer() throws IOException {
    long value = integerOrOverflow();
    if (overflow) {
      throw new MarshalException(
          "expected an integer of at most 64 bits, found a longer one",
          start,
          Step.UNDERSTANDING,
          null);
    }
    return value;
  }

  public double real() throws IOException {
    double value = type == 'g' ? Double.longBitsToDouble(in.int64()) : in.realAsText();
    return done(value);
  }

  /** A text, or bytes that are one, as in Python 2. */
  public String text() throws IOException {
    int length =
        switch (type) {
          case 'z', 'Z' -> in.uint8();
          case 's' -> size("bytes object");
          default -> size("string");
        };
    byte[] bytes = in.bytes(length);
    String text =
        switch (type) {
          case 's' -> FileNames.decode(Arrays.copyOf(bytes, length));
          case 'u', 't' -> utf8(bytes, length);
          // These codes are for ASCII, but CPython reads any byte as the character of that number.
          default -> new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        };
    if (type == 's') {
      python3.notTheWriter();
    } else if (type == 't' && !remember) {
      interned.add(text);
    }
    return done(text);
  }

  private String utf8(byte[] bytes, int length) throws MarshalException {
    try {
      return Utf8.decode(bytes, length);
    } catch (Utf8.Malformed e) {
      MarshalException broken =
          broken(
              "expected text in UTF-8, found other bytes", "UnicodeDecodeError: " + e.getMessage());
      if (type == 'u' || remember) {
        throw broken;
      }
      // In Python 2 this is an interned text of bytes.
      python3.refuses(broken);
      return FileNames.decode(Arrays.copyOf(bytes, length));
    }
  }

  /**
   * What Python prints of a code object: {@code <code object NAME at 0x7f…, file "FILE", line 1>}.
   */
  public String code() throws IOException {
    if (codeDepth == MAX_CODE_DEPTH) {
      throw broken("expected code objects at most " + MAX_CODE_DEPTH + " deep, found more", null);
    }
    int codeSlot = remember ? remembered.size() : NO_SLOT;
    long codeStart = start;
    long outerDigest = digest;
    digest = 0;
    enter(0);
    python3.codeObject();
    codeDepth++;
    String text = new MarshalCode(this, in, codeStart).read();
    codeDepth--;
    digest = outerDigest * 31 + digest;
    if (codeSlot >= 0) {
      remembered.set(codeSlot, text);
    }
    refuse(nesting.leave());
    return text;
  }

  /** Passes over the object that {@link #next} has announced, with all that is in it. */
  void pass() throws IOException {
    if (!pending) {
      return;
    }
    int depth = nesting.depth();
    skip();
    while (nesting.depth() > depth) {
      if (nesting.complete()) {
        refuse(nesting.leave());
      } else {
        next();
        if (pending) {
          skip();
        }
      }
    }
  }

  /** What the object that {@link #next} has announced is, or the one that it refers to. */
  MarshalKind kindOrReferents() {
    return kind != MarshalKind.REFERENCE
        ? kind
        : referent instanceof MarshalKind known ? known : MarshalKind.TEXT;
  }

  /** Whether that many objects were remembered, and the one of this number is bytes. */
  boolean isBytes(int number) {
    return number >= 0 && number < remembered.size() && remembered.get(number) == MarshalKind.BYTES;
  }

  /** A number made of everything that has been read of the innermost code object. */
  long digest() {
    return digest;
  }

  /**
   * Steps into a tuple, list or set.
   *
   * @return how many members it claims to have
   */
  public int enter() throws IOException {
    int members =
        switch (type) {
          case ')' -> in.uint8();
          case ':' -> SLICE_MEMBERS;
          default -> size(kind == MarshalKind.FROZENSET ? "set" : kind.pythonName());
        };
    enter(members);
    return members;
  }

  /** Steps into a dictionary, which goes on until {@link #next} is {@link MarshalKind#END}. */
  public void enterDictionary() {
    enter(0);
  }

  /** The place of the container entered last among what is remembered; negative if it is not. */
  public int slot() {
    return slot;
  }

  /** Says what references to a container shall give. */
  public void define(int containerSlot, Object meaning) {
    remembered.set(containerSlot, meaning);
  }

  /** Passes over the object's content, or steps into it. */
  public void skip() throws IOException {
    switch (kind) {
      case INTEGER -> integerOrOverflow();
      case REAL -> real();
      case COMPLEX -> complex();
      case BYTES -> {
        digest = digest * 31 + in.skip(size("bytes object"));
        done(kind);
      }
      case TEXT -> text();
      case CODE -> code();
      case DICT -> enterDictionary();
      default -> enter();
    }
  }

  /** Reads on to the end, to learn whether Python can load the rest. */
  public void drain() throws IOException {
    while (pending || !begun || nesting.depth() > 0) {
      if (pending) {
        skip();
      } else {
        next();
      }
    }
  }

  private void enter(int members) {
    slot = remember ? remembered.size() : NO_SLOT;
    if (remember) {
      remembered.add(kind);
    }
    nesting.enter(kind, members, slot);
    pending = false;
  }

  private void digest(Object part) {
    digest =
        digest * 31
            + (part instanceof MarshalKind known ? known.words().hashCode() : part.hashCode());
  }

  private double done(double value) throws MarshalException {
    digest = digest * 31 + Double.hashCode(value);
    if (remember) {
      remembered.add(value);
    }
    leaveAtom();
    return value;
  }

  private <T> T done(T value) throws MarshalException {
    digest(value);
    if (remember) {
      remembered.add(value);
    }
    leaveAtom();
    return value;
  }

  private void leaveAtom() throws MarshalException {
    pending = false;
    refuse(nesting.member(null));
  }

  private int size(String what) throws IOException {
    int size = in.int32();
    if (size < 0) {
      throw broken(
          "expected a size, found " + size,
          "ValueError: bad marshal data (" + what + " size out of range)");
    }
    return size;
  }

  private long integerOrOverflow() throws IOException {
    overflow = false;
    long value =
        switch (type) {
          case 'i' -> in.int32();
          case 'I' -> in.int64();
          default -> {
            MarshalLong digits = MarshalLong.read(in);
            overflow = digits.overflow();
            yield digits.value();
          }
        };
    digest = digest * 31 + value;
    if (remember) {
      remembered.add(overflow ? MarshalKind.INTEGER : (Object) value);
    }
    leaveAtom();
    return value;
  }

  private void complex() throws IOException {
    if (type == 'y') {
      in.int64();
      in.int64();
    } else {
      in.realAsText();
      in.realAsText();
    }
    done(kind);
  }

  private void refuse(@Nullable MarshalKind key) throws MarshalException {
    if (key != null) {
      throw broken(
          "expected something that can be a key, found " + key.words(),
          "TypeError: unhashable type: '" + key.pythonName() + "'");
    }
  }

  private MarshalException broken(String problem, @Nullable String python) {
    return new MarshalException(problem, start, Step.LOADING, python);
  }
}
