// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.nano;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Reads {@code System.nanoTime} at both ends of every call and adds the difference to the method's
 * numbers. No callers, no self time, and recursive calls count their time at every level.
 *
 * <p>{@code -javaagent:nano-agent.jar=FILE,PATTERN;PATTERN}; without patterns, everything but the
 * JDK. Writes calls, nanoseconds and method to FILE at exit.
 */
public final class NanoAgent {
  private NanoAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    int comma = arguments.indexOf(',');
    Path file = Path.of(arguments.substring(0, comma));
    String patterns = arguments.substring(comma + 1);
    new AgentBuilder.Default()
        .ignore(nameStartsWith("net.bytebuddy.").or(nameStartsWith("dev.tally.bench.nano.")))
        .with(AgentBuilder.TypeStrategy.Default.DECORATE)
        .disableClassFormatChanges()
        .type(patterns.isEmpty() ? not(jdk()) : any(patterns.split(";", -1)))
        .transform(
            (builder, type, loader, module, domain) ->
                builder
                    .visit(
                        Advice.to(AroundMethod.class)
                            .on(isMethod().and(not(isAbstract())).and(not(isNative()))))
                    .visit(Advice.to(AroundConstructor.class).on(isConstructor())))
        .installOn(instrumentation);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
  }

  private static ElementMatcher.Junction<TypeDescription> any(String[] patterns) {
    ElementMatcher.Junction<TypeDescription> any = none();
    for (String p : patterns) {
      any =
          p.endsWith("*")
              ? any.or(nameStartsWith(p.substring(0, p.length() - 1)))
              : any.or(named(p)).or(nameStartsWith(p + "$"));
    }
    return any;
  }

  private static ElementMatcher.Junction<TypeDescription> jdk() {
    return nameStartsWith("java.")
        .or(nameStartsWith("javax."))
        .or(nameStartsWith("jdk."))
        .or(nameStartsWith("sun."))
        .or(nameStartsWith("com.sun."));
  }

  private static void write(Path file) {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      NanoTimes.each((method, calls, nanos) -> out.println(calls + "\t" + nanos + "\t" + method));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inlined into methods by Byte Buddy. */
  static final class AroundMethod {
    private AroundMethod() {}

    @Advice.OnMethodEnter
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Origin("#t.#m") String method, @Advice.Enter long start) {
      NanoTimes.add(method, System.nanoTime() - start);
    }
  }

  /** Inlined into constructors, which cannot have a handler around the call of their superclass. */
  static final class AroundConstructor {
    private AroundConstructor() {}

    @Advice.OnMethodEnter
    static long enter() {
      return System.nanoTime();
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Origin("#t.#m") String method, @Advice.Enter long start) {
      NanoTimes.add(method, System.nanoTime() - start);
    }
  }
}
