// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The Java under test, which need not be the one that runs the bench. */
record Jdk(Path home, int feature, String name) {

  static Jdk at(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      throw new IllegalArgumentException(
          home + " is not a JDK: it has no file named release. Give the folder above bin.");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    String version = unquoted(properties.getProperty("JAVA_VERSION", "0"));
    String maker = unquoted(properties.getProperty("IMPLEMENTOR", ""));
    int feature = Integer.parseInt(version.replaceFirst("\\D.*", ""));
    return new Jdk(home, feature, (version + " " + maker).trim());
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  private static String unquoted(String value) {
    return value.replace("\"", "");
  }
}
