// SPDX-License-Identifier: Apache-2.0
package dev.tally.agent.trace;

import dev.tally.agent.trace.ProbeInserter.Callee;
import dev.tally.profile.Kind;
import dev.tally.profile.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the callees that are counted where they are called: methods of the JDK and of libraries
 * that are not recorded, which have no probes, and native methods of the program, which have no
 * code to put them into. Their row is named by the class that declares the method, whatever class
 * the call names; but by the interface that the call names, if that is the program's: which of its
 * repositories is asked tells more than what all of them extend. Made for one class that is woven.
 */
final class CalleeFinder implements ProbeInserter.Callees {
  private static final Callee NONE = new Callee(-1, false);

  /**
   * A class file may call {@code MethodHandle.invoke} with ever new descriptors. Some 250 bytes
   * each in the program's heap, so no more than a sixty-fourth of that.
   */
  private static final long MOST_OF_JDK = Math.min(Runtime.getRuntime().maxMemory() >> 14, 1 << 14);

  private final Context context;
  private final @Nullable ClassLoader loader;
  private final Map<Called, Callee> known = new HashMap<>();

  /**
   * What does not depend on the class.
   *
   * @param builtins whether methods of the JDK and of libraries are counted
   * @param leavesCounted whether those of them that cannot take long are only counted
   * @param ofJdk those of the JDK's that were found
   */
  record Context(
      MethodFilter filter,
      MethodIds ids,
      ClassShapes shapes,
      Declarations declarations,
      boolean builtins,
      boolean leavesCounted,
      Map<Called, Callee> ofJdk) {}

  /**
   * What an instruction names. Not one string, which would be most of what finding callees
   * allocates; nor a record, whose methods the JVM makes when they are first called.
   */
  static final class Called {
    private final String owner;
    private final String name;
    private final String descriptor;

    Called(String owner, String name, String descriptor) {
      this.owner = owner;
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Called that
          && name.equals(that.name)
          && owner.equals(that.owner)
          && descriptor.equals(that.descriptor);
    }

    @Override
    public int hashCode() {
      return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
    }
  }

  /**
   * @param loader of the class that is woven
   */
  CalleeFinder(Context context, @Nullable ClassLoader loader) {
    this.context = context;
    this.loader = loader;
  }

  @Override
  public @Nullable Callee of(String owner, String name, String descriptor) {
    Called key = new Called(owner, name, descriptor);
    Callee callee = known.get(key);
    if (callee == null) {
      callee = context.ofJdk.get(key);
      if (callee == null) {
        callee = find(owner, name, descriptor);
        if (context.ofJdk.size() < MOST_OF_JDK && context.filter.jdk().moduleOf(owner) != null) {
          context.ofJdk.put(key, callee); // For all loaders the same.
        }
      }
      known.put(key, callee);
    }
    return callee.id() < 0 ? null : callee;
  }

  private Callee find(String named, String name, String descriptor) {
    // An array has Object's methods.
    String owner = named.charAt(0) == '[' ? "java/lang/Object" : named;
    if (name.equals("<init>")) { // Is not inherited.
      boolean nothing = MethodScan.isObjectConstructor(owner, name);
      return nothing ? NONE : notRecorded(owner, owner, name, descriptor);
    }
    ClassShape declaring = context.declarations.find(loader, owner, name, descriptor);
    if (declaring == null) {
      // Not to be found, as a MethodHandle's invoke, which has any descriptor.
      return notRecorded(owner, owner, name, descriptor);
    }
    if (declaring.declaresNative(name, descriptor)
        && context.filter.recordsNative(declaring.name)) {
      return callee(declaring.name, name, Kind.NATIVE, false);
    }
    return notRecorded(owner, declaring.name, name, descriptor);
  }

  private Callee notRecorded(String named, String owner, String name, String descriptor) {
    if (!context.builtins) {
      return NONE;
    }
    if (context.filter.isLibrary(owner)) {
      return callee(isOurInterface(named) ? named : owner, name, Kind.LIBRARY, false);
    }
    if (!context.filter.isBuiltin(owner)) {
      return NONE;
    }
    boolean bounded = context.leavesCounted && BoundedBuiltins.contains(owner, name, descriptor);
    return callee(owner, name, Kind.JDK, bounded);
  }

  private boolean isOurInterface(String named) {
    ClassShape shape = context.filter.isRecorded(named) ? context.shapes.find(loader, named) : null;
    return shape != null && shape.isInterface;
  }

  private Callee callee(String owner, String name, Kind kind, boolean bounded) {
    int id = context.ids.id(new Method(owner.replace('/', '.'), name, "", "", 0, kind));
    return new Callee(id, bounded);
  }
}
