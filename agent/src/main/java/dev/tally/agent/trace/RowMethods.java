// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of a class make rows: those that the interfaces of {@code java.sql} declare, and
 * those through which requests are sent and answered, in three classes of the JDK and wherever a
 * method takes the requests of a server that we know.
 *
 * <p>A class counts as one of {@code java.sql} if it is one, or if it declares the methods that no
 * other class has together: drivers have superclasses that implement the methods and not the
 * interface.
 */
final class RowMethods {
  private static final String STATEMENT = "java/sql/Statement";
  private static final String PREPARED = "java/sql/PreparedStatement";
  private static final String CONNECTION = "java/sql/Connection";
  private static final String RESULTS = "java/sql/ResultSet";

  private static final String TEXT = "(Ljava/lang/String;";

  /** Begin of the parameters of methods that answer a request. */
  private static final String[] ANSWERS = {
    "(Ljakarta/servlet/ServletRequest;Ljakarta/servlet/ServletResponse;",
    "(Ljavax/servlet/ServletRequest;Ljavax/servlet/ServletResponse;",
    "(Lorg/eclipse/jetty/server/Request;Lorg/eclipse/jetty/server/Response;",
  };

  private static final String CLIENT = "jdk/internal/net/http/HttpClientImpl";
  private static final String URL_CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String SERVER = "com/sun/net/httpserver/Filter$Chain";

  private static final Map<String, String[]> SIGNS =
      Map.of(
          STATEMENT,
          new String[] {"execute(Ljava/lang/String;)Z", "getUpdateCount()I", "getMoreResults()Z"},
          PREPARED,
          new String[] {"execute()Z", "executeUpdate()I", "clearParameters()V"},
          CONNECTION,
          new String[] {
            "prepareStatement(Ljava/lang/String;)Ljava/sql/PreparedStatement;",
            "createStatement()Ljava/sql/Statement;",
            "setAutoCommit(Z)V"
          },
          RESULTS,
          new String[] {"next()Z", "wasNull()Z", "findColumn(Ljava/lang/String;)I"});

  /** Drivers of databases where a text in double quotes is a value. */
  private static final String[] QUOTES_ARE_VALUES = {
    "com/mysql/", "org/mariadb/", "org/apache/hive/", "com/databricks/", "com/simba/"
  };

  private final ClassShapes shapes;
  private final @Nullable ClassLoader loader;
  private final ClassShape shape;
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * @param loader of the class
   */
  RowMethods(ClassShapes shapes, @Nullable ClassLoader loader, ClassShape shape) {
    this.shapes = shapes;
    this.loader = loader;
    this.shape = shape;
  }

  /** Whether a class of the JDK has such methods. */
  static boolean areIn(String className) {
    return className.equals(CLIENT) || className.equals(URL_CONNECTION) || className.equals(SERVER);
  }

  /** The same of a class that is not recorded; what cannot be read has none. */
  static boolean mayBeIn(byte[] classFile) {
    try {
      return mayBeIn(new ClassReader(classFile));
    } catch (RuntimeException newerThanAsm) {
      return false;
    }
  }

  /** Whether a class of the program may have such methods; most do not name what takes. */
  static boolean mayBeIn(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item > 0 && reader.readByte(item - 1) == 1 && mayTake(reader, item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayTake(ClassReader reader, int item) {
    int first = reader.readUnsignedShort(item) < 10 ? 0 : reader.readByte(item + 2);
    if (first == 'j') {
      return startsWith(reader, item, "java/sql/");
    }
    if (first == '(') {
      for (String answer : ANSWERS) {
        if (startsWith(reader, item, answer)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsWith(ClassReader reader, int item, String start) {
    if (reader.readUnsignedShort(item) < start.length()) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      if (reader.readByte(item + 2 + i) != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean areQuotesValues(String className) {
    for (String prefix : QUOTES_ARE_VALUES) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** What is to be woven into a method; null for nothing. */
  @Nullable RowCall of(int access, String name, String descriptor) {
    if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) != Opcodes.ACC_PUBLIC) {
      return null;
    }
    char returned = descriptor.charAt(descriptor.indexOf(')') + 1);
    boolean text = descriptor.startsWith(TEXT);
    boolean none = descriptor.startsWith("()");
    return switch (name) {
      case "execute" -> returned == 'Z' ? execution(name, text, none, false) : null;
      case "executeQuery" -> returned == 'L' ? execution(name, text, none, true) : null;
      case "executeUpdate" -> returned == 'I' ? execution(name, text, none, false) : null;
      case "executeLargeUpdate" -> returned == 'J' ? execution(name, text, none, false) : null;
      case "executeBatch", "executeLargeBatch" ->
          none && returned == '[' && is(STATEMENT) ? RowCall.BATCH : null;
      case "addBatch" -> text && returned == 'V' && is(STATEMENT) ? RowCall.ADD_BATCH : null;
      case "getResultSet" -> none && returned == 'L' && is(STATEMENT) ? RowCall.RESULTS : null;
      case "prepareStatement", "prepareCall" ->
          text && returned == 'L' && is(CONNECTION) ? RowCall.PREPARE : null;
      case "service", "doFilter", "handle" -> answers(descriptor) ? RowCall.RECEIVED : null;
      case "send", "sendAsync" ->
          shape.name.equals(CLIENT) && descriptor.startsWith("(Ljava/net/http/HttpRequest;")
              ? RowCall.SENT
              : null;
      case "getInputStream" -> none && shape.name.equals(URL_CONNECTION) ? RowCall.CONNECTED : null;
      case "next" -> none && returned == 'Z' && is(RESULTS) ? RowCall.NEXT : null;
      default -> null;
    };
  }

  private boolean answers(String descriptor) {
    for (String answer : ANSWERS) {
      if (descriptor.startsWith(answer)) {
        return true;
      }
    }
    return shape.name.equals(SERVER);
  }

  private @Nullable RowCall execution(String name, boolean text, boolean none, boolean results) {
    if (text) {
      return is(STATEMENT) ? RowCall.statement(name, results) : null;
    }
    return none && (is(PREPARED) || is(STATEMENT)) ? RowCall.prepared(results) : null;
  }

  private boolean is(String type) {
    Boolean answer = known.get(type);
    if (answer == null) {
      answer = hasSigns(type) || implementsType(shape, type, new HashSet<>());
      known.put(type, answer);
    }
    return answer;
  }

  private boolean hasSigns(String type) {
    for (String sign : SIGNS.getOrDefault(type, new String[0])) {
      int name = sign.indexOf('(');
      if (!shape.declares(sign.substring(0, name), sign.substring(name))) {
        return false;
      }
    }
    return true;
  }

  private boolean implementsType(ClassShape from, String type, Set<String> seen) {
    for (String each : from.interfaces) {
      if (each.equals(type) || (seen.add(each) && isAbove(each, type, seen))) {
        return true;
      }
    }
    return from.superName != null
        && seen.add(from.superName)
        && isAbove(from.superName, type, seen);
  }

  private boolean isAbove(String name, String type, Set<String> seen) {
    ClassShape above = shapes.find(loader, name);
    return above != null && implementsType(above, type, seen);
  }
}
