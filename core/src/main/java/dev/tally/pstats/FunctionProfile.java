// SPDX-License-Identifier: Apache-2.0
package dev.tally.pstats;

import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import dev.tally.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile with its methods named as functions, as a table made of it would name them; all else is
 * the same. For comparing it with a table: the names are what they have in common.
 */
public final class FunctionProfile {
  private FunctionProfile() {}

  public static Profile of(Profile profile) {
    List<Method> functions = new ArrayList<>(profile.methods().size());
    for (Method method : profile.methods()) {
      FunctionKey key = FunctionNames.of(method);
      functions.add(new Method("", key.name(), "", key.file(), key.line(), Kind.FUNCTION));
    }
    return new Profile(
        profile.origin(),
        functions,
        profile.frames(),
        profile.threads(),
        profile.paths(),
        profile.tree(),
        profile.edges(),
        profile.leftOut(),
        profile.leftOutCount());
  }
}
