// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import org.jspecify.annotations.Nullable;

/** What a server said of the version that it sent, for it to say whether there is a newer one. */
record Validators(@Nullable String etag, @Nullable String lastModified) {
  static final Validators NONE = new Validators(null, null);
}
