// SPDX-License-Identifier: Apache-2.0
package dev.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Calls} says of who called. */
class CallsTest {
  private static final CountedMethod TEST =
      new CountedMethod("com.acme.OrderTest", "all", "", "TEST");
  private static final CountedMethod COUNT = new CountedMethod("tally", "count", "", "TEST");
  private static final CountedMethod JUNIT = method("org.junit.platform.engine.Node", "execute");
  private static final CountedMethod ALL = method("com.acme.OrderTest", "all");
  private static final CountedMethod FIND = method("com.acme.OrderDao", "find");

  @Test
  void aPathBeginsAtTheTestWhateverStandsAroundIt() {
    assertThat(callersOfFind(ALL, FIND)).isEqualTo("OrderTest.all > OrderDao.find");
    assertThat(callersOfFind(JUNIT, ALL, FIND)).isEqualTo("OrderTest.all > OrderDao.find");
    assertThat(callersOfFind(TEST, ALL, FIND)).isEqualTo("OrderTest.all > OrderDao.find");
  }

  @Test
  void aCountWithinATestIsInItsPath() {
    assertThat(callersOfFind(ALL, COUNT, FIND))
        .isEqualTo("OrderTest.all > {tally.count} > OrderDao.find");
  }

  /** Methods that call each other, the outermost first. */
  private static String callersOfFind(CountedMethod... path) {
    int[] method = new int[path.length];
    int[] caller = new int[path.length];
    long[] calls = new long[path.length];
    for (int row = 0; row < path.length; row++) {
      method[row] = row;
      caller[row] = row - 1;
      calls[row] = 1;
    }
    String lines =
        Calls.of(List.of(path), method, caller, calls, new Program()).callersOf("OrderDao.find");
    return lines.strip().replaceFirst("1 +", "");
  }

  private static CountedMethod method(String className, String name) {
    return new CountedMethod(className, name, "()V", "METHOD");
  }

  private static final class Program implements ProgramMethods {
    @Override
    public List<CountedMethod> recorded() {
      return List.of(ALL, FIND);
    }

    @Override
    public List<CountedMethod> declared(MethodPattern pattern) {
      return List.of();
    }
  }
}
