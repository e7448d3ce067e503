// SPDX-License-Identifier: Apache-2.0
package dev.tally.names;

import dev.tally.profile.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * kotlinc's names.
 *
 * <pre>
 *   price$default                       price               the default arguments' part
 *   access$hidden                       hidden
 *   total$lambda$3$lambda$2, …$3$2      total{lambda 3.2}
 *   ShopKt$main$ref$1.invoke            ShopKt.main{lambda ref.1}
 *   next-YdYbNlU, area-impl             next, area          of classes without objects
 *   Shape$DefaultImpls.area             Shape.area
 *   TextKt__WordsKt.split               TextKt.split        of one file of several
 *   Repo.load$suspendImpl               Repo.load
 *   ShopKt$fetch$1.invokeSuspend        ShopKt.fetch{resumed}
 *   ShopKt$main$4.invoke, create        ShopKt.main{lambda 4}
 *   ShopKt$main$4.invokeSuspend         ShopKt.main{lambda 4}{resumed}
 * </pre>
 *
 * <p>A suspending function is called, and when it goes on later its continuation's {@code
 * invokeSuspend} calls it again: no call that anybody wrote. A lambda that suspends is made by
 * {@code create} once for each time that it is started, and is in {@code invokeSuspend}.
 */
final class KotlinNames {
  private static final String LAMBDA = "$lambda";
  private static final String DEFAULT = "$default";
  private static final String ACCESS = "access$";
  private static final String SUSPEND_IMPL = "$suspendImpl";
  private static final String DEFAULT_IMPLS = "$DefaultImpls";
  private static final String INLINED = "$inlined$";
  private static final String RESUME = "invokeSuspend";
  private static final String CONTINUATION = "Lkotlin/coroutines/Continuation;)";

  /** What kotlinc puts behind the name of a method with a value class among its parameters. */
  private static final int HASH_LENGTH = 7;

  private final Set<String> suspendLambdas;

  /**
   * @param suspendLambdas classes of lambdas that suspend
   */
  KotlinNames(Set<String> suspendLambdas) {
    this.suspendLambdas = suspendLambdas;
  }

  /** Whether a method tells that its class is one of a lambda that suspends. */
  static boolean makesSuspendLambda(Method method) {
    return method.name().equals("create")
        && takesContinuation(method.descriptor())
        && isNumbered(method.className());
  }

  /** Of a call into a library, of which only the names are known: facades and default arguments. */
  static WrittenName ofLibrary(Method method) {
    String className = method.className();
    String name = method.name();
    boolean defaults = className.endsWith("Kt") && name.endsWith(DEFAULT);
    return WrittenName.of(
        className.endsWith("Kt") ? plainClass(className) : className,
        defaults ? name.substring(0, name.length() - DEFAULT.length()) : name,
        Role.WRITTEN);
  }

  WrittenName of(Method method) {
    String className = method.className();
    String name = method.name();
    Role role = method.sourceFile().isEmpty() ? Role.STUB : WrittenNames.roleWithoutLine(method);
    if (isNumbered(className)) {
      WrittenName piece = ofPiece(method, plainClass(className));
      if (piece != null) {
        return piece;
      }
    }
    className = plainClass(className);
    if (className.endsWith(DEFAULT_IMPLS)) {
      className = className.substring(0, className.length() - DEFAULT_IMPLS.length());
    }
    int lambda = name.indexOf(LAMBDA);
    if (lambda > 0) {
      String number = name.substring(lambda + LAMBDA.length() + 1);
      return WrittenName.of(
          className,
          enclosing(name.substring(0, lambda))
              + "{lambda "
              + number.replace("lambda$", "").replace("lambda-", "").replace('$', '.')
              + "}",
          Role.WRITTEN);
    }
    if (name.startsWith(ACCESS) && name.length() > ACCESS.length()) {
      String of = name.substring(ACCESS.length());
      of = of.endsWith("$jd") ? of.substring(0, of.length() - 3) : of;
      return WrittenName.of(className, of, Role.ACCESSOR);
    }
    if (name.endsWith(DEFAULT)) {
      return WrittenName.of(
          className,
          unmangled(name.substring(0, name.length() - DEFAULT.length())),
          Role.FORWARDER);
    }
    if (name.endsWith(SUSPEND_IMPL)) {
      return WrittenName.of(
          className, name.substring(0, name.length() - SUSPEND_IMPL.length()), Role.PART);
    }
    return WrittenName.of(className, unmangled(name), role);
  }

  /** Of the class of a continuation or lambda; null if the method is one that somebody wrote. */
  private @Nullable WrittenName ofPiece(Method method, String className) {
    boolean continuation = takesContinuation(method.descriptor());
    boolean suspends = suspendLambdas.contains(method.className());
    String name = method.name();
    if (name.equals("<init>") && (continuation || suspends)) {
      return WrittenName.ofPiece(className, name, Role.GLUE);
    }
    if (name.equals(RESUME) && !suspends) {
      String function = className.substring(0, className.lastIndexOf('$'));
      int dollar = function.lastIndexOf('$');
      return dollar <= 0
          ? null
          : WrittenName.ofPiece(
                  function.substring(0, dollar),
                  unmangled(function.substring(dollar + 1)),
                  Role.RESUMPTION)
              .marked("{resumed}");
    }
    boolean made = suspends && name.equals("create") && continuation;
    if (!made && !name.equals("invoke") && !name.equals(RESUME)) {
      return null;
    }
    int start = className.indexOf('$', className.lastIndexOf('.') + 2);
    int end = start < 0 ? -1 : className.indexOf('$', start + 1);
    if (end < 0) {
      return null;
    }
    String lambda =
        enclosing(className.substring(start + 1, end))
            + "{lambda "
            + className.substring(end + 1).replace('$', '.')
            + "}";
    String outer = className.substring(0, start);
    if (name.equals(RESUME)) {
      return WrittenName.ofPiece(outer, lambda, Role.RESUMPTION).marked("{resumed}");
    }
    Role role = made ? Role.PART : method.firstLine() == 0 && !suspends ? Role.STUB : Role.WRITTEN;
    return WrittenName.ofPiece(outer, lambda, role);
  }

  /**
   * Without a facade's part for one file, and what says that an inline function was inlined: {@code
   * $invokeSuspend$$inlined$map$1}.
   */
  private static String plainClass(String recorded) {
    int part = recorded.indexOf("Kt__");
    String className =
        part > 0 && recorded.endsWith("Kt") ? recorded.substring(0, part + 2) : recorded;
    return className.contains(INLINED)
        ? className
            .replace("$invokeSuspend$" + INLINED, "$")
            .replace("$" + INLINED, "$")
            .replace(INLINED, "$")
        : className;
  }

  private static String enclosing(String name) {
    if (name.equals("_init_")) {
      return "<init>";
    }
    return name.endsWith("_delegate")
        ? name.substring(0, name.length() - "_delegate".length())
        : unmangled(name);
  }

  private static String unmangled(String name) {
    int dash = name.lastIndexOf('-');
    if (name.equals("constructor-impl")) {
      return "<init>";
    }
    if (dash <= 0 || name.equals("box-impl") || name.equals("unbox-impl")) {
      return name;
    }
    int hash = name.length() - HASH_LENGTH - 1;
    return name.endsWith("-impl")
        ? name.substring(0, dash)
        : hash > 0 && name.charAt(hash) == '-' ? name.substring(0, hash) : name;
  }

  private static boolean takesContinuation(String descriptor) {
    return descriptor.contains(CONTINUATION);
  }

  private static boolean isNumbered(String className) {
    int dollar = className.lastIndexOf('$');
    return dollar > 0 && WrittenNames.isNumber(className.substring(dollar + 1));
  }
}
