// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of files, which are bytes to the system, as text and back. The text is what Python makes of
 * them ({@code os.fsdecode}): UTF-8 whatever the locale, and each byte that is not UTF-8 as half of
 * a surrogate pair, U+DC80 to U+DCFF. So no name is lost, also where the locale is C, is not
 * installed, or has other letters: Java itself knows only names that its locale can spell.
 */
public final class FileNames {
  private static final char FIRST_ESCAPE = 0xDC80;
  private static final char LAST_ESCAPE = 0xDCFF;

  /** The others have a meaning in a URI, or are not ASCII. */
  private static final String AS_THEY_ARE = "/-._~";

  private static final String HEX = "0123456789ABCDEF";

  private FileNames() {}

  /** The text of a name. */
  public static String decode(byte[] name) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(name.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isMalformed()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xDC00 | (in.get() & 0xFF)));
      }
      decoder.reset();
    }
  }

  /** The bytes of a name; what is no character of any file's becomes a question mark. */
  public static byte[] encode(String name) {
    byte[] bytes = new byte[name.length() * 3];
    int size = 0;
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean escape = i < name.length() && isEscape(name, i);
      if (escape || i == name.length()) {
        byte[] part = name.substring(start, i).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(part, 0, bytes, size, part.length);
        size += part.length;
        start = i + 1;
      }
      if (escape) {
        bytes[size++] = (byte) name.charAt(i);
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static boolean isEscape(String name, int index) {
    char c = name.charAt(index);
    return c >= FIRST_ESCAPE
        && c <= LAST_ESCAPE
        && (index == 0 || !Character.isHighSurrogate(name.charAt(index - 1)));
  }

  /** Whether every Java knows the name by itself. */
  public static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * The URI of an absolute name, in ASCII. A {@code java.nio.file.Path} made of it has the name's
   * bytes; one made of the text would have what the locale can spell.
   */
  public static String uri(String absolute) {
    StringBuilder uri = new StringBuilder("file://");
    for (byte each : encode(absolute)) {
      char c = (char) (each & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || AS_THEY_ARE.indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return uri.toString();
  }

  /** The name that a URI stands for, without the slash with which those of folders end. */
  public static String ofUri(String rawPath) {
    boolean folder = rawPath.endsWith("/") && rawPath.length() > 1;
    int length = rawPath.length() - (folder ? 1 : 0);
    byte[] bytes = new byte[length];
    int size = 0;
    for (int i = 0; i < length; i++) {
      char c = rawPath.charAt(i);
      if (c == '%') {
        c = (char) Integer.parseInt(rawPath.substring(i + 1, i + 3), 16);
        i += 2;
      }
      bytes[size++] = (byte) c;
    }
    return decode(Arrays.copyOf(bytes, size));
  }
}
