// SPDX-License-Identifier: Apache-2.0
package org.example.planet.collect;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.example.planet.Config.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * {@code planet collect}: all feeds are fetched and read at the same time, each on a thread of its
 * own, and saved one after the other in the order of {@code planet.toml}. What is wrong with one is
 * said, and the others go on.
 */
public final class Collector {
  private final Store store;
  private final Clock clock;
  private final PrintStream out;
  private final Fetcher fetcher = new Fetcher();

  public Collector(Connection database, Clock clock, PrintStream out) {
    this.store = new Store(database);
    this.clock = clock;
    this.out = out;
  }

  /** What was got of a feed. */
  private record Fetched(Validators validators, List<Entry> entries) {}

  public void collect(List<Subscription> feeds) throws SQLException {
    ExecutorService threads = Threads.forEachTask();
    try {
      List<Future<@Nullable Fetched>> answers = new ArrayList<>();
      for (Subscription feed : feeds) {
        Validators known = store.validators(feed.address());
        answers.add(threads.submit(() -> fetch(feed, known)));
      }
      for (int i = 0; i < feeds.size(); i++) {
        out.println(feeds.get(i).name() + ": " + save(feeds.get(i), answers.get(i)));
      }
      store.findTopics();
    } finally {
      threads.shutdownNow();
    }
  }

  private @Nullable Fetched fetch(Subscription feed, Validators known)
      throws IOException, InterruptedException {
    Fetcher.Document document = fetcher.fetch(feed.address(), known);
    return document == null
        ? null
        : new Fetched(document.validators(), FeedReader.read(document, feed.address()));
  }

  /** What to say of it. */
  private String save(Subscription feed, Future<@Nullable Fetched> answer) throws SQLException {
    try {
      Fetched fetched = answer.get();
      if (fetched == null) {
        return "not modified";
      }
      int added = store.save(feed, fetched.validators(), fetched.entries(), clock.instant());
      return fetched.entries().size() + " entries, " + added + " new";
    } catch (ExecutionException e) {
      return "left out, " + reason(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "left out, interrupted";
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : String.valueOf(cause);
  }
}
