// SPDX-License-Identifier: Apache-2.0
package dev.tally.bench.program;

import dev.tally.agent.trace.CallTransformer;
import dev.tally.agent.trace.MethodFilter;
import dev.tally.agent.trace.MethodIds;
import dev.tally.agent.trace.ProgramClasses;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Weaves 1,000 classes a round, taken evenly from all libraries on the class path, with the
 * packaged agent's own transformer: a round's seconds are milliseconds a class, the first round's
 * those of a JVM that has just started. Runs only with the agent.
 */
final class WeaveClasses implements Program {
  private static final int CLASSES = 1_000;

  private final MethodFilter filter = new MethodFilter(List.of(), List.of());
  private final ClassLoader loader = WeaveClasses.class.getClassLoader();
  private final ProtectionDomain domain = WeaveClasses.class.getProtectionDomain();
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> classFiles = new ArrayList<>();

  WeaveClasses() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (path.contains("benchmarks") && path.endsWith(".jar")) {
        collect(path, all);
      }
    }
    int i = 0;
    for (var entry : all.entrySet()) {
      if (i++ * (long) CLASSES / all.size() != i * (long) CLASSES / all.size()) {
        names.add(entry.getKey());
        classFiles.add(entry.getValue());
      }
    }
  }

  private static void collect(String jar, Map<String, byte[]> all) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.contains("-")) {
          try (InputStream in = zip.getInputStream(entry)) {
            all.put(name.substring(0, name.length() - ".class".length()), in.readAllBytes());
          }
        }
      }
    }
  }

  @Override
  public long round() {
    CallTransformer transformer =
        new CallTransformer(filter, new MethodIds(), new ProgramClasses(), true, true, true);
    CRC32 crc = new CRC32();
    for (int i = 0; i < names.size(); i++) {
      byte[] woven =
          transformer.transform(
              loader.getUnnamedModule(), loader, names.get(i), null, domain, classFiles.get(i));
      if (woven == null) {
        throw new IllegalStateException("the agent did not weave " + names.get(i));
      }
      crc.update(woven);
    }
    return crc.getValue() * 31 + names.size();
  }
}
