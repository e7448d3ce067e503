// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that a release offers, used as its users use it: unpacked, without Maven. */
class ArchiveTest {
  private static final String NAME = "tally-" + LocalRepository.version();
  private static final Path ARCHIVE = Installation.PROJECT.resolve("cli/target/" + NAME + ".zip");

  /** One that grows is noticed here, before its users do. */
  private static final long MOST_BYTES = 2_600 << 10;

  private final Path temporary;

  ArchiveTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void itRecordsAndShowsFromAFolderWithABlankInItsName() throws IOException {
    Path folder = unpacked();

    String table = tally(folder, "run", "examples/Quickstart.java").out();
    assertThat(table)
        .contains("150000 orders", "Ordered by: ", "{java.util.regex.Pattern.compile}");

    Path profile = temporary.resolve("a profile");
    tally(folder, "run", "-o", profile.toString(), "examples/Quickstart.java");
    assertThat(tally(folder, "stats", profile.toString(), "-c", "stats compile").out())
        .containsPattern("150000 .*\\{java.util.regex.Pattern.compile}");

    Path page = temporary.resolve("page.html");
    tally(folder, "view", "-o", page.toString(), profile.toString());
    assertThat(Files.readString(page)).startsWith("<!doctype html>\n<!-- made by tally view -->");
  }

  @Test
  void itHasWhatItsReadersAreSentTo() throws IOException {
    Path folder = unpacked();

    for (String each :
        List.of("LICENSE", "THIRD-PARTY", "README.md", "CHANGELOG.md", "docs/tests.md")) {
      assertThat(Files.readString(folder.resolve(each)))
          .isEqualTo(Files.readString(Installation.PROJECT.resolve(each)));
    }
    assertThat(folder.resolve("tally")).isExecutable();
    for (String jar : List.of("tally.jar", "tally-agent.jar", "tally-api.jar")) {
      assertThat(folder.resolve(jar)).exists();
    }
  }

  /** Whoever builds the same sources gets the same bytes: no entry tells when and where. */
  @Test
  void itIsSmallAndOfNoPlaceAndTime() throws IOException {
    assertThat(Files.size(ARCHIVE)).isLessThan(MOST_BYTES);
    List<String> names = new ArrayList<>();
    TreeSet<String> times = new TreeSet<>();
    try (ZipFile zip = new ZipFile(ARCHIVE.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        names.add(entry.getName());
        times.add(entry.getTimeLocal().toString());
      }
    }
    assertThat(names).allMatch(name -> name.startsWith(NAME + "/"));
    assertThat(times).hasSize(1);
  }

  private Path unpacked() throws IOException {
    Path place = Files.createDirectories(temporary.resolve("a folder with blanks"));
    Path unzip = Path.of("/usr/bin/unzip");
    assumeThat(unzip).as("unzip keeps the script executable").exists();
    Fork fork = Fork.run(place, List.of(unzip.toString(), "-q", ARCHIVE.toString()));
    assertThat(fork.exit()).as(fork.story()).isZero();
    return place.resolve(NAME);
  }

  private static Fork tally(Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                folder.resolve("tally").toString()));
    command.addAll(List.of(arguments));
    Fork fork = Fork.run(folder, command);
    assertThat(fork.exit()).as(fork.story()).isZero();
    return fork;
  }
}
