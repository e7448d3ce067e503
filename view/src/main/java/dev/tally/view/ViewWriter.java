// SPDX-License-Identifier: Apache-2.0
package dev.tally.view;

import dev.tally.format.TallyFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Writes the page that draws recordings, as one HTML file that needs no network. Recordings stand
 * in it as Tally's own files, in base64: what one can be mailed, the other can, and there is no
 * second format.
 *
 * <p>One recording is drawn, two are compared, earlier one first; without any the page waits for
 * files to be dropped onto it. Nothing but a recording's profile is kept in memory.
 */
public final class ViewWriter {
  /** What each page begins with. Any browser passes over it. */
  private static final byte[] START =
      "<!doctype html>\n<!-- made by tally view -->\n".getBytes(StandardCharsets.US_ASCII);

  /** How many of a file's first bytes tell whether it is such a page. */
  public static final int START_BYTES = START.length;

  private static final String DOCTYPE = "<!doctype html>\n";

  private ViewWriter() {}

  /** Whether a file that begins with these bytes was written here. */
  public static boolean isBegunBy(byte[] start) {
    return Arrays.equals(start, START);
  }

  /** Writes the page with recordings in it to a stream, which stays open. */
  public static void write(List<Recording> recordings, OutputStream out) throws IOException {
    Page page = Page.make(false);
    begin(page, out);
    for (Recording recording : recordings) {
      text("<script type=\"application/octet-stream\" data-name=\"", out);
      text(attribute(recording.name()) + "\">", out);
      try (OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
        TallyFormat.write(recording.profile(), base64);
      }
      text("</script>\n", out);
    }
    text(page.after(), out);
  }

  /**
   * Writes the page for a server, which has the recordings at {@code 0} and {@code 1}, beside the
   * page's own address.
   *
   * @param names what the page calls them
   */
  public static void writeServed(List<String> names, OutputStream out) throws IOException {
    Page page = Page.make(true);
    begin(page, out);
    for (int i = 0; i < names.size(); i++) {
      text(
          "<script type=\"application/octet-stream\" data-name=\""
              + attribute(names.get(i))
              + "\" data-href=\""
              + i
              + "\"></script>\n",
          out);
    }
    text(page.after(), out);
  }

  private static void begin(Page page, OutputStream out) throws IOException {
    if (!page.before().startsWith(DOCTYPE)) {
      throw new IllegalStateException("index.html does not begin with " + DOCTYPE);
    }
    out.write(START);
    text(page.before().substring(DOCTYPE.length()), out);
  }

  private static void text(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A text between double quotes, in which HTML sees nothing but itself. */
  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  /** The end of a recording's base64 is not the end of the page. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
