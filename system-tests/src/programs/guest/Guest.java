// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** A program that shows what it was given, for the tests of the tally script. */
public class Guest {
  public static void main(String[] args) throws Exception {
    ProcessHandle self = ProcessHandle.current();
    switch (args[0]) {
      case "args" -> System.out.println(String.join("|", args));
      case "exit" -> System.exit(Integer.parseInt(args[1]));
      case "echo" -> System.in.transferTo(System.out);
      case "read" -> System.out.print(Files.readString(Path.of(args[1])));
      case "err" -> System.err.println("a complaint of the program's");
      case "children" -> System.out.println("children: " + self.children().count());
      case "codes" -> {
        for (String arg : args) {
          System.out.println(arg.chars().mapToObj(Integer::toHexString).toList());
        }
        System.out.println(System.getProperty("x", "").chars().boxed().toList());
      }
      case "environment" -> {
        TreeMap<String, String> variables = new TreeMap<>(System.getenv());
        variables.remove("_"); // The shell says there which program it has started.
        variables.forEach((k, v) -> System.out.println(k + "=" + v));
      }
      case "length" -> System.out.println(String.join("", args).length());
      case "streams" -> {
        int in;
        try {
          in = System.in.read();
        } catch (IOException e) {
          in = -2;
        }
        Files.writeString(Path.of(args[1]), "read " + in);
        System.out.println("out");
        System.err.println("err");
        System.exit(42);
      }
      case "env" -> System.out.println(System.getenv(args[1]));
      case "die" -> {
        String kill = "kill -" + args[1] + " " + self.pid();
        new ProcessBuilder("sh", "-c", kill).inheritIO().start().waitFor();
        Thread.sleep(Long.MAX_VALUE);
      }
      case "wait" -> {
        System.out.println(self.pid());
        Thread.sleep(Long.MAX_VALUE);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
