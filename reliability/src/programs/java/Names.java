// SPDX-License-Identifier: Apache-2.0
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Loads and drops classes, each of a name of its own, as script engines do. */
public class Names {
  /** Defined under other names of as many letters. */
  public static class Template12345678901234567890 implements IntUnaryOperator {
    @Override
    public int applyAsInt(int n) {
      return n == 0 ? first(1) : second(2) + third(3);
    }

    int first(int n) {
      return n < 2 ? 0 : first(n - 1) + 1;
    }

    int second(int n) {
      return n < 2 ? 0 : second(n - 1) + 1;
    }

    int third(int n) {
      return n < 2 ? 0 : third(n - 1) + 1;
    }
  }

  static class Dropped extends ClassLoader {
    Dropped() {
      super(Names.class.getClassLoader());
    }

    Class<?> define(String name, byte[] classFile) {
      return defineClass(name, classFile, 0, classFile.length);
    }
  }

  static String letters(Random random, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  public static void main(String[] arguments) throws Exception {
    String template = Template12345678901234567890.class.getName();
    String classFile;
    try (InputStream in = Names.class.getResourceAsStream(template + ".class")) {
      classFile = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    Random random = new Random(1);
    int sum = 0;
    for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
      String name =
          arguments[0].equals("numbers")
              ? String.format("Names$Template%020d", i)
              : "Names$" + letters(random, template.length() - 6);
      byte[] renamed = classFile.replace(template, name).getBytes(StandardCharsets.ISO_8859_1);
      Class<?> type = new Dropped().define(name, renamed);
      sum += ((IntUnaryOperator) type.getDeclaredConstructor().newInstance()).applyAsInt(i);
    }
    System.out.println(sum);
  }
}
