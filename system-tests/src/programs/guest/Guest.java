// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Files;
import java.nio.file.Path;

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
