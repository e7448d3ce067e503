// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPlacesTest {
  @ParameterizedTest
  @CsvSource({
    "file, /home/me/.m2/jackson-core-2.20.0.jar, jackson-core-2.20.0.jar",
    "file, /home/me/shop/target/classes/, shop/target/classes/",
    "file, /classes/, /classes/",
    "jar, file:/srv/shop.jar!/BOOT-INF/lib/h2-2.3.jar!/, h2-2.3.jar",
    "jar, file:/srv/shop.jar!/BOOT-INF/classes!/, shop.jar",
    "jar, nested:/srv/shop.jar/!BOOT-INF/lib/h2-2.3.jar!/, h2-2.3.jar",
    "jar, nested:/srv/shop.jar/!BOOT-INF/classes/!/, shop.jar",
    "jrt, /java.sql, java.sql",
    "file, /, /",
  })
  void aPlaceIsTheNameOfAJarOrOfAModuleOrTheEndOfADirectory(
      String protocol, String file, String place) {
    assertThat(ClassPlaces.place(protocol, file)).isEqualTo(place);
  }

  @Test
  void ofTheJdksClassesItIsTheModule() throws Exception {
    ClassPlaces places = new ClassPlaces();
    URL jar = URI.create("file:/lib/acme.jar").toURL();
    CodeSource source = new CodeSource(jar, (Certificate[]) null);
    places.add("com/acme/Shop", new ProtectionDomain(source, null));
    places.add("com/acme/Made", null);

    assertThat(
            places.of(
                List.of(
                    method("com.acme.Shop", Kind.METHOD),
                    method("com.acme.Made", Kind.METHOD),
                    method("java.util.List", Kind.JDK),
                    method("java.sql.Statement", Kind.JDK)),
                new MethodFilter(List.of(), List.of())))
        .isEqualTo(
            Map.of(
                "com.acme.Shop", "acme.jar",
                "java.util.List", "java.base",
                "java.sql.Statement", "java.sql"));
  }

  private static Method method(String className, Kind kind) {
    return new Method(className, "run", "", "", 0, kind);
  }
}
