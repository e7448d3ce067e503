// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.start;

/**
 * Which JVMs are of build tools and compilers, where only the programs that these start are wanted.
 *
 * <p>Known by what the launcher was given: {@code com.acme.Main a b}, {@code lib/app.jar a b}, or
 * {@code module/com.acme.Main a b}. Tests that a tool runs in a JVM of their own are none of its.
 */
public final class BuildTools {
  /** How the names of main classes, and of jars without their folders, begin. */
  private static final String[] BEGINNINGS = {
    // Maven, its wrapper and its daemon
    "org.codehaus.plexus.classworlds.launcher.",
    "org.codehaus.classworlds.",
    "org.apache.maven.wrapper.",
    "org.mvndaemon.",
    "maven-wrapper.jar",
    // Gradle; its workers are below
    "org.gradle.",
    "gradle-wrapper.jar",
    "gradle-launcher-",
    "gradle-gradle-cli-main-",
    // sbt, Mill, Bloop
    "xsbt.boot.",
    "sbt.internal.",
    "sbt-launch",
    "mill.",
    "bloop.",
    // Bazel and its compilers
    "com.google.devtools.build.",
    "A-server.jar",
    "JavaBuilder_deploy.jar",
    "VanillaJavaBuilder_deploy.jar",
    "turbine_",
    // Ant
    "org.apache.tools.ant.",
    // compilers
    "org.jetbrains.kotlin.cli.",
    "org.jetbrains.kotlin.daemon.",
    "org.jetbrains.kotlin.preloading.",
    "scala.tools.nsc.",
    "dotty.tools.",
    "org.eclipse.jdt.internal.compiler.batch.",
    "org.codehaus.groovy.tools.FileSystemCompiler",
  };

  private static final String GRADLE_WORKER =
      "worker.org.gradle.process.internal.worker.GradleWorkerMain";

  private BuildTools() {}

  /** Whether this JVM runs no program at all, as {@code java -version}. */
  public static boolean isNoProgram() {
    // A JVM that another program makes within itself has no launcher.
    return System.getProperty("sun.java.command") == null
        && System.getProperty("sun.java.launcher") != null;
  }

  /** Whether this JVM is one of theirs, or of the JDK's own tools. */
  public static boolean isThisJvm() {
    return isOne(
        System.getProperty("sun.java.command", ""), System.getProperty("java.class.path", ""));
  }

  /**
   * @param classPath which is the jar alone, with all its blanks, where one was given
   */
  static boolean isOne(String command, String classPath) {
    boolean jar = classPath.endsWith(".jar") && (command + " ").startsWith(classPath + " ");
    String program = jar ? classPath : command.split(" ", 2)[0];
    int slash = program.indexOf('/');
    if (slash > 0 && ModuleLayer.boot().findModule(program.substring(0, slash)).isPresent()) {
      String module = program.substring(0, slash);
      // The launcher of source files belongs to the compiler's module.
      return (module.startsWith("jdk.") || module.startsWith("java."))
          && !program.startsWith("jdk.compiler/com.sun.tools.javac.launcher.");
    }
    if (program.equals(GRADLE_WORKER)) {
      return !command.contains("Gradle Test Executor");
    }
    String name = program.substring(program.lastIndexOf('/') + 1);
    for (String beginning : BEGINNINGS) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
