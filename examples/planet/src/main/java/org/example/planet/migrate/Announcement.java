// SPDX-License-Identifier: Apache-2.0
package org.example.planet.migrate;

import java.io.PrintStream;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Prints which step is being taken, and then how it went: {@code Applying 0001_initial... OK}. */
record Announcement(PrintStream out) implements Callback {
  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE_ERROR;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.BEFORE_EACH_MIGRATE) {
      var migration = context.getMigrationInfo();
      out.print("  Applying " + migration.getVersion() + "_" + migration.getDescription() + "...");
      out.flush();
    } else {
      out.println(event == Event.AFTER_EACH_MIGRATE ? " OK" : " failed");
    }
  }

  @Override
  public String getCallbackName() {
    return "announcement";
  }
}
