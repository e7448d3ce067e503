// SPDX-License-Identifier: Apache-2.0
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Loads what the JDK itself loads last, such as the exceptions of virtual threads, from within
 * virtual threads, while others of them load classes of the program. Prints how many could be
 * loaded, and what went wrong.
 */
public class RareClasses {
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>();
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    for (String folder : new String[] {"java", "jdk/internal/vm", "sun/nio"}) {
      try (Stream<Path> files = Files.walk(base.resolve(folder))) {
        files
            .map(file -> base.relativize(file).toString())
            .filter(file -> file.endsWith(".class"))
            .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
            .forEach(names::add);
      }
    }
    int loaded = 0;
    int own = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Class<?>>> classes = new ArrayList<>();
      List<Future<Integer>> doubled = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        classes.add(threads.submit(() -> Class.forName(name, false, null)));
        if (i % 8 == 0) {
          doubled.add(threads.submit(() -> doubled()));
        }
      }
      for (Future<Class<?>> each : classes) {
        loaded += each.get().getName().isEmpty() ? 0 : 1;
      }
      for (Future<Integer> each : doubled) {
        own += each.get();
      }
      System.out.println("all=" + (loaded == names.size()) + " own=" + (own == 4 * doubled.size()));
      System.out.println("loaders=" + doubled.size());
    }
  }

  static int doubled() throws ReflectiveOperationException {
    ClassLoader loader = new Loaders.Defining(RareClasses.class.getClassLoader(), false);
    return Loaders.doubler(loader).applyAsInt(2);
  }
}
