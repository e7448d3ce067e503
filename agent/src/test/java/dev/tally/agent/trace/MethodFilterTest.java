// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodFilterTest {
  private final Module app = ClassLoader.getSystemClassLoader().getUnnamedModule();
  private final Module base = Object.class.getModule();
  private final Module compiler = ModuleLayer.boot().findModule("jdk.compiler").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "com.acme.*,     com.acme.Foo,         true",
    "com.acme.*,     com.acme.deep.Foo$1,  true",
    "com.acme.*,     com.acmeFoo,          false",
    "*Dao,           com.acme.UserDao,     true",
    "*Dao,           com.acme.UserDaoImpl, false",
    "*.impl.*Dao,    a.impl.b.XDao,        true",
    "com.acme.Foo,   com.acme.Foo,         true",
    "com.acme.Foo,   com.acme.Foo$Bar,     true",
    "com.acme.Foo,   com.acme.Food,        false",
    "*,              anything.At.All,      true",
  })
  void aPatternMatchesWholeNames(String pattern, String name, boolean matches) {
    assertThat(MethodFilter.matches(pattern, name)).isEqualTo(matches);
  }

  @Test
  void byDefaultEverythingButTheJdkIsRecorded() {
    MethodFilter filter = new MethodFilter(List.of(), List.of());
    assertThat(filter.records(app, "com/acme/Foo")).isTrue();
    assertThat(filter.records(app, "javax/inject/Inject")).as("not the JDK's package").isTrue();
    assertThat(filter.records(app, "Main")).as("the unnamed package").isTrue();
    assertThat(filter.records(base, "java/util/List")).isFalse();
    assertThat(filter.records(compiler, "com/sun/tools/javac/Main")).isFalse();
    assertThat(filter.records(proxies(), "jdk/proxy2/$Proxy7")).isFalse();
    assertThat(filter.records(app, "jdk/internal/reflect/GeneratedMethodAccessor1")).isFalse();
  }

  @Test
  void whatRunsTestsIsLeftOutUnlessItIsAskedFor() {
    String engine = "org/junit/platform/engine/support/hierarchical/NodeTestTask";
    MethodFilter filter = new MethodFilter(List.of(), List.of());

    assertThat(filter.records(app, engine)).isFalse();
    assertThat(filter.isRecorded(engine)).isFalse();
    assertThat(filter.records(app, "org/apache/maven/surefire/booter/ForkedBooter")).isFalse();
    assertThat(filter.records(app, "org/assertj/core/api/Assertions")).isTrue();
    assertThat(new MethodFilter(List.of("org.junit.*"), List.of()).records(app, engine)).isTrue();
    assertThat(new MethodFilter(List.of(), List.of(), true).records(app, engine)).isTrue();
  }

  /** Whose frames tell threads with a test from others, see {@code dev.tally.Calls}. */
  @Test
  void whatGivesThreadsTheirTestsIsRecorded() {
    MethodFilter filter = new MethodFilter(List.of(), List.of());
    String engine = "org/junit/platform/engine/support/hierarchical/";

    assertThat(
            List.of(
                engine + "ForkJoinPoolHierarchicalTestExecutorService$ExclusiveTask",
                engine + "WorkerThreadPoolHierarchicalTestExecutorService"))
        .allMatch(name -> filter.records(app, name));
  }

  private static Module proxies() {
    Class<?>[] interfaces = {Runnable.class};
    return Proxy.newProxyInstance(null, interfaces, (proxy, method, arguments) -> null)
        .getClass()
        .getModule();
  }

  /** As one does that a loader takes from a library although the JDK has it too. */
  @Test
  void aClassOutsideTheJdkModulesIsTheProgramsWhateverItsPackageIs() {
    MethodFilter filter = new MethodFilter(List.of(), List.of());
    assertThat(filter.records(app, "org/w3c/dom/Node")).isTrue();
    assertThat(filter.isBuiltin("org/w3c/dom/Node")).isTrue();
  }

  @Test
  void aJdkModuleIsRecordedWhenAskedForButJavaBaseNever() {
    MethodFilter filter = new MethodFilter(List.of("com.sun.tools.javac.*", "java.*"), List.of());
    assertThat(filter.records(compiler, "com/sun/tools/javac/util/List")).isTrue();
    assertThat(filter.isBuiltin("com/sun/tools/javac/util/List")).isFalse();
    assertThat(filter.records(base, "java/util/ArrayList")).isFalse();
    assertThat(filter.isBuiltin("java/util/ArrayList")).isTrue();
    assertThat(filter.records(app, "com/acme/Foo")).as("not asked for").isFalse();
  }

  @Test
  void excludeWins() {
    MethodFilter filter = new MethodFilter(List.of("com.acme.*"), List.of("com.acme.gen.*"));
    assertThat(filter.records(app, "com/acme/Foo")).isTrue();
    assertThat(filter.records(app, "com/acme/gen/Foo")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "lib/Mapper,                        true",
    "com/acme/Foo,                      false",
    "lib/gen/Foo,                       false",
    "java/util/List,                    false",
    "dev/tally/Tally,                   false",
    "kotlin/jvm/internal/Intrinsics,    false",
    "kotlin/collections/CollectionsKt,  true",
    "scala/runtime/BoxesRunTime,        false",
  })
  void aLibraryIsWhatNobodyAskedFor(String className, boolean library) {
    MethodFilter filter = new MethodFilter(List.of("com.acme.*"), List.of("lib.gen.*"));
    assertThat(filter.isLibrary(className)).isEqualTo(library);
    assertThat(new MethodFilter(List.of(), List.of("lib.*")).isLibrary(className)).isFalse();
  }

  @Test
  void theAgentNeverRecordsItself() {
    MethodFilter filter = new MethodFilter(List.of("*"), List.of());
    assertThat(filter.records(app, "dev/tally/agent/AgentMain")).isFalse();
    assertThat(filter.records(app, "dev/tally/probe/Probe")).isFalse();
  }

  /** What a star means, said by a regular expression. */
  @Property
  void aPatternWithStarsMatchesAsItsRegularExpressionDoes(
      @ForAll @Chars({'a', 'b', '*', '$'}) @StringLength(max = 9) String pattern,
      @ForAll @Chars({'a', 'b', '$'}) @StringLength(max = 12) String name) {
    Assume.that(pattern.indexOf('*') >= 0);
    String regex = pattern.replace("$", "\\$").replace("*", ".*");
    assertThat(MethodFilter.matches(pattern, name)).isEqualTo(name.matches(regex));
  }

  /**
   * By going back over it for each star, this would take longer than the universe has been there.
   */
  @Test
  void manyStarsEnd() {
    assertThat(MethodFilter.matches("*a".repeat(1_000) + "b", "a".repeat(60_000))).isFalse();
  }

  @Test
  void slashesInPatternsAreDots() {
    MethodFilter filter = new MethodFilter(List.of("com/acme/**"), List.of("com/acme/gen/**"));
    assertThat(filter.records(app, "com/acme/deep/Foo")).isTrue();
    assertThat(filter.records(app, "com/acme/gen/Foo")).isFalse();
    assertThat(filter.records(app, "com/acmes/Foo")).isFalse();
  }

  @Test
  void patternsThatNoClassMatchesAreNamedWithAClassThatIsNear() {
    MethodFilter filter =
        new MethodFilter(List.of("com.acme.*", "com.acme.Foo", "bar", "Nothing"), List.of());
    assertThat(filter.unmatched()).hasSize(4);
    filter.records(app, "com/acme/Foo");
    filter.records(app, "org/Rebar");
    filter.records(base, "java/lang/Nothing");
    filter.records(compiler, "com/sun/tools/javac/Nothing");
    assertThat(filter.unmatched())
        .containsExactly(
            "include bar matches no class, near is org.Rebar", "include Nothing matches no class");
  }
}
