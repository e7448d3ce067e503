// SPDX-License-Identifier: Apache-2.0
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Defines the classes in a file, whose names need not be possible names of files, and calls {@code
 * run} of each that has it. Prints what it returns, or what went wrong, and how many members the
 * class has.
 */
public class Defines extends ClassLoader {
  private final Map<String, byte[]> classes = new LinkedHashMap<>();

  Defines(String file) throws IOException {
    try (DataInputStream in = new DataInputStream(new FileInputStream(file))) {
      for (int i = in.readInt(); i > 0; i--) {
        String name = in.readUTF();
        classes.put(name, in.readNBytes(in.readInt()));
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  public static void main(String[] arguments) throws IOException {
    Defines loader = new Defines(arguments[0]);
    for (String name : loader.classes.keySet()) {
      try {
        Class<?> type = Class.forName(name, true, loader);
        System.out.println(
            ascii(name) + " " + type.getMethod("run").invoke(null) + " " + members(type));
      } catch (InvocationTargetException e) {
        StackTraceElement[] trace = e.getCause().getStackTrace();
        System.out.println(
            ascii(name + " " + e.getCause()) + " at " + (trace.length == 0 ? "" : ascii(trace[0])));
      } catch (ReflectiveOperationException | LinkageError e) {
        System.out.println(ascii(name + " " + e.toString().lines().findFirst().orElse("")));
      }
    }
  }

  private static String members(Class<?> type) {
    int hash = 0;
    for (Member[] members : new Member[][] {type.getDeclaredMethods(), type.getDeclaredFields()}) {
      hash += Arrays.stream(members).mapToInt(m -> m.toString().hashCode()).sum();
    }
    return type.getDeclaredMethods().length + " " + type.getDeclaredFields().length + " " + hash;
  }

  private static String ascii(Object text) {
    StringBuilder ascii = new StringBuilder();
    for (char c : text.toString().toCharArray()) {
      ascii.append(c >= ' ' && c < 127 ? "" + c : String.format("\\u%04x", (int) c));
    }
    return ascii.toString();
  }
}
