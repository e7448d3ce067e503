// SPDX-License-Identifier: Apache-2.0
package dev.tally.probe;

import jdk.internal.misc.Unsafe;

/**
 * Strings, numbered from 0 in the order in which they are added, each once. Outside the heap: a
 * program may load and drop classes with ever new names in a heap that has no room for them.
 * Nothing is ever taken out; {@link #bytes} says how much that is. Used by one thread at a time.
 *
 * <pre>
 *   an entry:   0  hash    int
 *               4  length  int   in characters
 *               8  wide    int   1 if some character does not fit a byte
 *              12  count   int   see {@link #count}
 *              16  characters, filled up to a multiple of 8 bytes
 * </pre>
 */
public final class NameTable {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final int LENGTH = 4;
  private static final int WIDE = 8;
  private static final int COUNT = 12;
  private static final int HEADER = 16;
  private static final int FIRST_PLACES = 1 << 10;

  private final Arena entries = new Arena();
  private long bytes;
  private int size;

  /** Addresses of entries by number; room for half as many as there are places. */
  private long byNumber;

  /** Numbers of entries and 1, open-addressed by what they hold. */
  private long table;

  private int places;

  /** The number of a string, or -1 if it has none. */
  public int find(String text) {
    return places == 0 ? -1 : UNSAFE.getInt(place(text)) - 1;
  }

  /** How many strings there are. */
  public int size() {
    return size;
  }

  /** The number of a string, which is added if need be. */
  public int add(String text) {
    int known = find(text);
    if (known >= 0) {
      return known;
    }
    if (size * 2 >= places) {
      grow();
    }
    boolean wide = isWide(text);
    long room = (HEADER + ((long) text.length() << (wide ? 1 : 0)) + 7) & -8;
    long entry = entries.take(room);
    UNSAFE.putInt(entry, text.hashCode());
    UNSAFE.putInt(entry + LENGTH, text.length());
    UNSAFE.putInt(entry + WIDE, wide ? 1 : 0);
    for (int i = 0; i < text.length(); i++) {
      if (wide) {
        UNSAFE.putChar(entry + HEADER + 2L * i, text.charAt(i));
      } else {
        UNSAFE.putByte(entry + HEADER + i, (byte) text.charAt(i));
      }
    }
    UNSAFE.putLong(byNumber + 8L * size, entry);
    UNSAFE.putInt(place(text), size + 1);
    bytes += room;
    return size++;
  }

  private static boolean isWide(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  /** The string with a number. */
  public String text(int number) {
    long entry = UNSAFE.getLong(byNumber + 8L * number);
    boolean wide = UNSAFE.getInt(entry + WIDE) != 0;
    char[] text = new char[UNSAFE.getInt(entry + LENGTH)];
    for (int i = 0; i < text.length; i++) {
      text[i] =
          wide
              ? UNSAFE.getChar(entry + HEADER + 2L * i)
              : (char) (UNSAFE.getByte(entry + HEADER + i) & 0xFF);
    }
    return new String(text);
  }

  /** How often this has been asked of the string with a number, this time included. */
  public int count(int number) {
    long count = UNSAFE.getLong(byNumber + 8L * number) + COUNT;
    int asked = UNSAFE.getInt(count);
    if (asked < Integer.MAX_VALUE) {
      UNSAFE.putInt(count, ++asked);
    }
    return asked;
  }

  /** Memory that is taken, about. */
  public long bytes() {
    return bytes + 8L * places;
  }

  private void grow() {
    int more = places == 0 ? FIRST_PLACES : places * 2;
    long biggerTable = room(4L * more);
    long longer = room(4L * more);
    for (int i = 0; i < size; i++) {
      long entry = UNSAFE.getLong(byNumber + 8L * i);
      UNSAFE.putLong(longer + 8L * i, entry);
      int place = mixed(UNSAFE.getInt(entry));
      while (UNSAFE.getInt(biggerTable + 4L * (place & (more - 1))) != 0) {
        place++;
      }
      UNSAFE.putInt(biggerTable + 4L * (place & (more - 1)), i + 1);
    }
    UNSAFE.freeMemory(table);
    UNSAFE.freeMemory(byNumber);
    table = biggerTable;
    byNumber = longer;
    places = more;
  }

  private static long room(long bytes) {
    long memory = UNSAFE.allocateMemory(bytes);
    UNSAFE.setMemory(memory, bytes, (byte) 0);
    return memory;
  }

  /** Where in the table the number of a string stands, or would. */
  private long place(String text) {
    int hash = text.hashCode();
    for (int i = mixed(hash); ; i++) {
      long place = table + 4L * (i & (places - 1));
      int number = UNSAFE.getInt(place);
      if (number == 0 || holds(UNSAFE.getLong(byNumber + 8L * (number - 1)), hash, text)) {
        return place;
      }
    }
  }

  private static int mixed(int hash) {
    int product = hash * 0x9E3779B1;
    return product ^ (product >>> 15);
  }

  private static boolean holds(long entry, int hash, String text) {
    int length = text.length();
    if (UNSAFE.getInt(entry) != hash || UNSAFE.getInt(entry + LENGTH) != length) {
      return false;
    }
    long characters = entry + HEADER;
    int i = 0;
    if (UNSAFE.getInt(entry + WIDE) != 0) {
      while (i < length && UNSAFE.getChar(characters + 2L * i) == text.charAt(i)) {
        i++;
      }
    } else {
      while (i < length && (UNSAFE.getByte(characters + i) & 0xFF) == text.charAt(i)) {
        i++;
      }
    }
    return i == length;
  }
}
