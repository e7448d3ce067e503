// SPDX-License-Identifier: Apache-2.0
package dev.tally.maven;

import dev.tally.CountedMethod;
import dev.tally.MethodPattern;
import dev.tally.ProgramMethods;
import dev.tally.profile.LeftOut;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a project's tests: those that were called, from the recording, and those that were
 * not, from class files.
 */
final class ProjectMethods implements ProgramMethods {
  private final ClassFiles classFiles;
  private final Selection selection;
  private final Set<String> leftOut = new HashSet<>();
  private final List<CountedMethod> called;

  /** Those and the project's own; null as long as nobody has asked. */
  private @Nullable List<CountedMethod> recorded;

  ProjectMethods(Profile profile, ClassFiles classFiles, Selection selection) {
    this.classFiles = classFiles;
    this.selection = selection;
    called = RecordedCalls.methods(profile);
    for (LeftOut each : profile.leftOut()) {
      leftOut.add(each.name());
    }
  }

  @Override
  public List<CountedMethod> recorded() {
    List<CountedMethod> known = recorded;
    if (known == null) {
      known = new ArrayList<>(called);
      recorded = known;
      classFiles.ofFolders().stream().filter(this::isRecorded).forEach(known::add);
    }
    return known;
  }

  @Override
  public List<CountedMethod> declared(MethodPattern pattern) {
    List<CountedMethod> declared = classFiles.ofClasses(pattern);
    declared.stream().filter(this::isRecorded).forEach(recorded()::add);
    return declared;
  }

  /** Whether its calls would have been counted. Those of the JDK's are where they are made. */
  private boolean isRecorded(CountedMethod method) {
    return switch (method.kind()) {
      case ABSTRACT -> false;
      case "JDK" -> true;
      default ->
          selection.selects(method.className())
              && !leftOut.contains(method.className())
              && !leftOut.contains(method.className() + "." + method.method());
    };
  }
}
