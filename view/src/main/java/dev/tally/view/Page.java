// SPDX-License-Identifier: Apache-2.0
package dev.tally.view;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page without recordings: {@code index.html} of the resources with its style and scripts in
 * it, in two halves between which the recordings belong.
 *
 * <p>Its policy lets the browser run this script and no other, whatever a name in a recording may
 * say, and load nothing.
 *
 * @param before up to where recordings stand
 * @param after from there on
 */
record Page(String before, String after) {
  private static final String POLICY = "Content-Security-Policy\" content=\"";
  private static final String STYLE = "<link rel=\"stylesheet\" href=\"view.css\">";
  private static final String SCRIPT = "<script type=\"module\" src=\"main.js\"></script>";
  private static final String RECORDINGS = "<!-- recordings -->";

  /**
   * Puts the page together.
   *
   * @param served whether it comes from a server, which has the recordings
   */
  static Page make(boolean served) throws IOException {
    String style = resource("view.css");
    String script = script();
    String policy =
        "default-src 'none'; script-src "
            + sum(script)
            + "; style-src "
            + sum(style)
            + (served ? "; connect-src 'self'" : "")
            + "; base-uri 'none'; form-action 'none'";
    String index = resource("index.html");
    int start = end(index, POLICY);
    String page = index.substring(0, start) + policy + index.substring(index.indexOf('"', start));
    page = replace(page, STYLE, "<style>" + style + "</style>");
    page = replace(page, SCRIPT, "<script type=\"module\">" + script + "</script>");
    int place = end(page, RECORDINGS);
    return new Page(page.substring(0, place - RECORDINGS.length()), page.substring(place));
  }

  private static String script() throws IOException {
    Bundle bundle = new Bundle();
    for (String module : resource("modules.txt").lines().toList()) {
      bundle.add(module, resource(module));
    }
    return bundle.script();
  }

  private static String replace(String page, String part, String by) {
    int end = end(page, part);
    return page.substring(0, end - part.length()) + by + page.substring(end);
  }

  private static int end(String page, String part) {
    int start = page.indexOf(part);
    if (start < 0) {
      throw new IllegalStateException("index.html has no " + part);
    }
    return start + part.length();
  }

  /** How a policy names an inline script or style: by the sum of its text. */
  private static String sum(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("the page's " + name + " is missing; build Tally again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
