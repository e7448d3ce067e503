// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** For {@code -Djava.system.class.loader}: loaded before any agent is. */
public class SystemLoader extends URLClassLoader {
  public SystemLoader(ClassLoader parent) {
    super(new URL[0], parent);
  }

  /** Called by the JVM, with the jar of an agent. */
  void appendToClassPathForInstrumentation(String jar) throws MalformedURLException {
    addURL(new File(jar).toURI().toURL());
  }
}
