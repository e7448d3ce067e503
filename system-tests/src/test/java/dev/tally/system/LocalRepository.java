// SPDX-License-Identifier: Apache-2.0
package dev.tally.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What {@code ./mvnw install} puts into the local repository, as this build packaged it. */
final class LocalRepository {
  /** Maven's own, for all that others have published. */
  static final Path MAVENS =
      Path.of(
          System.getProperty(
              "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));

  private LocalRepository() {}

  /** Folders of the modules, the parent's first as an empty name. */
  static List<String> modules() {
    List<String> modules = new ArrayList<>(List.of(""));
    modules.addAll(texts(pom(""), "modules", "module"));
    return modules;
  }

  static Element pom(String module) {
    return parse(Installation.PROJECT.resolve(module).resolve("pom.xml"));
  }

  /** The POM that is published: the agent's leaves out what is inside its jar. */
  private static Path publishedPom(String module) {
    Path folder = Installation.PROJECT.resolve(module);
    Path reduced = folder.resolve("dependency-reduced-pom.xml");
    return Files.exists(reduced) ? reduced : folder.resolve("pom.xml");
  }

  static Element publishedPomOf(String module) {
    return parse(publishedPom(module));
  }

  static String version() {
    return text(pom(""), "version");
  }

  /** Whether a release publishes a module. */
  static boolean isPublished(String module) {
    Element properties = child(pom(module), "properties");
    return properties == null || !text(properties, "maven.deploy.skip").equals("true");
  }

  /** Puts what is published into a folder as Maven lays it out. */
  static void fill(Path folder) throws IOException {
    for (String module : modules()) {
      if (isPublished(module)) {
        String artifact = text(pom(module), "artifactId");
        Path place = folder.resolve("dev/tally").resolve(artifact).resolve(version());
        String name = artifact + "-" + version();
        Files.createDirectories(place);
        Files.copy(publishedPom(module), place.resolve(name + ".pom"));
        if (!module.isEmpty()) {
          Files.copy(jar(module, artifact), place.resolve(name + ".jar"));
        }
      }
    }
  }

  private static Path jar(String module, String artifact) throws IOException {
    Path target = Installation.PROJECT.resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches(artifact + "(-" + version() + ")?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("there is no jar in " + target));
    }
  }

  /** The text of an element below another; empty if there is none. */
  static String text(@Nullable Element of, String... path) {
    @Nullable Element each = of;
    for (String name : path) {
      each = each == null ? null : child(each, name);
    }
    return each == null ? "" : each.getTextContent().strip();
  }

  /** The texts of all elements of a name in a list. */
  static List<String> texts(Element of, String list, String name) {
    List<String> texts = new ArrayList<>();
    for (Element each : children(child(of, list), name)) {
      texts.add(each.getTextContent().strip());
    }
    return texts;
  }

  static List<Element> children(@Nullable Element of, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = of == null ? null : of.getFirstChild();
        node != null;
        node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }

  static @Nullable Element child(@Nullable Element of, String name) {
    List<Element> children = children(of, name);
    return children.isEmpty() ? null : children.get(0);
  }

  private static Element parse(Path file) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
