// SPDX-License-Identifier: Apache-2.0
package dev.tally.format.wire;

import dev.tally.format.wire.MarshalException.Step;
import org.jspecify.annotations.Nullable;

/**
 * What Python 3 says to a file of which {@link MarshalReader} reads more than Python 3 does: what
 * Python 2 wrote, and code objects of other versions.
 */
final class MarshalVerdict {
  /** The first thing that Python 3 refuses and we do not; null if there was none. */
  private @Nullable MarshalException refused;

  private boolean writtenByPython2;
  private boolean codeObjects;

  /** Something is read here to which Python 3 says this. */
  void refuses(MarshalException complaint) {
    refused = refused == null ? complaint : refused;
  }

  /** Something is read here that Python 2 writes and Python 3 does not. */
  void notTheWriter() {
    writtenByPython2 = true;
  }

  void codeObject() {
    codeObjects = true;
  }

  /** What Python 3 refuses was right if Python 2 wrote the file. */
  void end() throws MarshalException {
    if (refused != null && !writtenByPython2) {
      throw refused;
    }
  }

  /** A complaint of ours as Python 3 would make it: about what it meets first. */
  MarshalException verdict(MarshalException complaint) {
    if (refused != null && !writtenByPython2) {
      return refused;
    }
    if (refused == null && !codeObjects) {
      return complaint;
    }
    // Which Pythons load a code object, and what they say if not, depends on who wrote it.
    String python = refused == null || codeObjects ? null : refused.python();
    Step step = refused == null ? complaint.step() : Step.LOADING;
    return new MarshalException(
        complaint.problem(), complaint.place(), complaint.offset(), step, python);
  }
}
