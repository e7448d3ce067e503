// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is kept.
 *
 * @param uid tells it from the feed's other entries, also when it is fetched again
 * @param link to where it was published, on the web
 * @param title plain text
 * @param body HTML that can do no harm
 * @param published null if the feed does not say
 */
record Entry(
    String uid, @Nullable String link, String title, String body, @Nullable Instant published) {}
