// SPDX-License-Identifier: Apache-2.0
import java.lang.instrument.Instrumentation;

/** Another agent, which only keeps its {@link Instrumentation} for the program. */
public class Retransformer {
  static Instrumentation instrumentation;

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }
}
