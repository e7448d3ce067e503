// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the agent carries into somebody's program: its own, relocated, and nothing that it does not
 * use.
 */
class AgentJarTest {
  private static final Path JAR = Installation.TALLY.resolveSibling("tally-agent.jar");

  /** A jar that grows is noticed here, before its users do. */
  private static final long MOST_BYTES = 388 << 10;

  private static final Pattern ALLOWED =
      Pattern.compile(
          "META-INF/MANIFEST\\.MF"
              + "|java/lang/Tally\\w+(\\$\\w+)?\\.class" // the probe
              + "|dev/tally/agent/((start|read|rows|trace|count)/)?\\w+(\\$\\w+)?\\.class"
              + "|dev/tally/agent/asm/\\w+(\\$\\w+)?\\.class"
              + "|dev/tally/agent/core/profile/(CallTree|Edges|Engine|Metric)(\\$\\w+)?\\.class"
              + "|dev/tally/agent/core/profile/(EdgeIndex|Frame|Kind|LeftOut|Merge|Method"
              + "|Metrics|Origin|Paths|Profile|TestEngines|Threads)\\.class"
              + "|dev/tally/agent/core/format/(OriginWriter|TallyProto|TallyWriter(\\$\\w+)?)\\.class"
              + "|dev/tally/agent/core/format/wire/(FileNames|ProtobufWriter)\\.class");

  @Test
  void itHoldsWhatTheListAllows() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(Object::toString))
          .hasSizeGreaterThan(80)
          .allMatch(name -> ALLOWED.matcher(name).matches());
    }
    assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
  }

  @Test
  void itLacksNothingThatItsClassesName() throws IOException {
    JavaClasses classes = classes();
    assertThat(classes).hasSizeGreaterThan(80);
    Set<String> missing = new TreeSet<>();
    for (JavaClass each : classes) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String name = dependency.getTargetClass().getBaseComponentType().getName();
        boolean ours = name.startsWith("dev.tally.") || name.startsWith("java.lang.Tally");
        if (ours && !classes.contain(name)) {
          missing.add(each.getName() + " names " + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void itIsLoadedAsTheJvmStartsOrLater() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("dev.tally.agent.AgentMain");
      assertThat(jar.getManifest().getMainAttributes().getValue("Agent-Class"))
          .isEqualTo("dev.tally.agent.AgentMain");
      assertThat(
              classes()
                  .get("dev.tally.agent.AgentMain")
                  .getMethod("agentmain", String.class, Instrumentation.class))
          .isNotNull();
    }
  }

  /** By {@code importPath} a jar has none. */
  private static JavaClasses classes() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return new ClassFileImporter().importJar(jar);
    }
  }
}
