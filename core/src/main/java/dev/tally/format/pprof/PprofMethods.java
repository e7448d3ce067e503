// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.pprof;

import dev.tally.format.pprof.PprofReader.Function;
import dev.tally.format.pprof.PprofReader.Location;
import dev.tally.format.stacks.JavaNames;
import dev.tally.format.wire.FormatException;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The methods that a pprof file's functions are. */
final class PprofMethods {
  private final PprofReader file;
  private final boolean ours;
  private final Map<Function, Method> methods = new HashMap<>();

  /**
   * @param ours whether the file is Tally's, which tells by its system names what they are
   */
  PprofMethods(PprofReader file, boolean ours) {
    this.file = file;
    this.ours = ours;
  }

  Method method(Function function) throws FormatException {
    Method known = methods.get(function);
    if (known == null) {
      String path = text(function.filename());
      int line = (int) Math.max(0, Math.min(Integer.MAX_VALUE, function.startLine()));
      String systemName = text(function.systemName());
      known =
          ours && !systemName.isEmpty()
              ? ofTally(systemName, path, line)
              : ofAnother(text(function.name()), path, line);
      methods.put(function, known);
    }
    return known;
  }

  /** A place without a function: its address, and the file that was mapped there. */
  Method unknown(Location location) throws FormatException {
    Long mapped = file.mappings.get(location.mapping());
    String address = "0x" + Long.toHexString(location.address());
    String path = mapped == null ? "" : text(mapped);
    return path.isEmpty()
        ? JavaNames.function(address)
        : new Method("", address, "", path, 0, Kind.FUNCTION);
  }

  private static Method ofTally(String systemName, String path, int line) {
    Kind kind = kind(systemName);
    int begin = kind == Kind.METHOD ? 0 : kind.name().length() + 1;
    if (kind == Kind.FUNCTION) {
      String name = systemName.substring(begin);
      return new Method("", name, "", path, line, kind);
    }
    boolean text = kind == Kind.SQL || kind == Kind.HTTP || kind == Kind.REQUEST;
    int open = systemName.indexOf('(', begin);
    int end = open < 0 || text ? systemName.length() : open;
    int dot = text ? -1 : systemName.lastIndexOf('.', end - 1);
    return new Method(
        dot < begin ? "" : systemName.substring(begin, dot),
        systemName.substring(dot < begin ? begin : dot + 1, end),
        systemName.substring(end),
        path.substring(path.lastIndexOf('/') + 1),
        line,
        kind);
  }

  private static Kind kind(String systemName) {
    int blank = systemName.indexOf(' ');
    for (Kind kind : Kind.values()) {
      if (blank > 0
          && kind != Kind.METHOD
          && systemName.substring(0, blank).equals(kind.name().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    return Kind.METHOD;
  }

  private static Method ofAnother(String name, String path, int line) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    Method method = JavaNames.method(name, JavaNames.isJavaFile(file));
    if (method.kind() == Kind.FUNCTION || !(file.isEmpty() || JavaNames.isJavaFile(file))) {
      return path.isEmpty()
          ? JavaNames.function(name)
          : new Method("", name, "", path, line, Kind.FUNCTION);
    }
    return JavaNames.of(method.className(), method.name(), method.descriptor(), file, line);
  }

  private String text(long number) throws FormatException {
    return PprofProfile.text(file, number);
  }
}
