// SPDX-License-Identifier: Apache-2.0
package dev.tally.query;

import java.util.Map;
import java.util.Set;

/**
 * Methods of the JDK that wait: for another thread, for a while, for the network, for a process or
 * for a person. By their name in the class that declares them, which is how calls into the JDK are
 * recorded; so a queue is here as an interface and as each class that has its own.
 *
 * <p>Overloads are one row, so {@code poll()} counts as {@code poll(1, SECONDS)} does; it takes
 * nanoseconds. Not here: {@code InputStream.read} and the like, of which nobody knows whether they
 * read a file or a socket; statements, whose database may be in this process; entering a {@code
 * synchronized} block, which is no call; and what works for the caller while it waits, such as
 * {@code ForkJoinPool.invoke} and {@code ForkJoinTask.join}.
 */
final class WaitingMethods {
  private static final String CONCURRENT = "java.util.concurrent.";
  private static final String LOCKS = CONCURRENT + "locks.";

  private static final Set<String> QUEUE =
      Set.of("take", "poll", "put", "offer", "transfer", "tryTransfer");

  private static final Set<String> DEQUE =
      Set.of(
          "take",
          "takeFirst",
          "takeLast",
          "poll",
          "pollFirst",
          "pollLast",
          "put",
          "putFirst",
          "putLast",
          "offer",
          "offerFirst",
          "offerLast");

  private static final Set<String> LOCK = Set.of("lock", "lockInterruptibly", "tryLock");

  private static final Set<String> CONDITION =
      Set.of("await", "awaitNanos", "awaitUninterruptibly", "awaitUntil");

  private static final Set<String> EXECUTOR =
      Set.of("awaitTermination", "close", "invokeAll", "invokeAny");

  private static final Map<String, Set<String>> METHODS =
      Map.ofEntries(
          Map.entry("java.lang.Object", Set.of("wait", "wait0")),
          Map.entry("java.lang.Thread", Set.of("sleep", "sleep0", "sleepNanos0", "join")),
          Map.entry("java.lang.Process", Set.of("waitFor")),
          Map.entry("java.lang.ref.ReferenceQueue", Set.of("remove")),
          Map.entry(LOCKS + "LockSupport", Set.of("park", "parkNanos", "parkUntil")),
          Map.entry(LOCKS + "Lock", LOCK),
          Map.entry(LOCKS + "ReentrantLock", LOCK),
          Map.entry(LOCKS + "ReentrantReadWriteLock$ReadLock", LOCK),
          Map.entry(LOCKS + "ReentrantReadWriteLock$WriteLock", LOCK),
          Map.entry(LOCKS + "StampedLock", Set.of("readLock", "writeLock")),
          Map.entry(LOCKS + "Condition", CONDITION),
          Map.entry(LOCKS + "AbstractQueuedSynchronizer$ConditionObject", CONDITION),
          Map.entry(CONCURRENT + "BlockingQueue", QUEUE),
          Map.entry(CONCURRENT + "TransferQueue", QUEUE),
          Map.entry(CONCURRENT + "ArrayBlockingQueue", QUEUE),
          Map.entry(CONCURRENT + "DelayQueue", QUEUE),
          Map.entry(CONCURRENT + "LinkedBlockingQueue", QUEUE),
          Map.entry(CONCURRENT + "LinkedTransferQueue", QUEUE),
          Map.entry(CONCURRENT + "PriorityBlockingQueue", QUEUE),
          Map.entry(CONCURRENT + "SynchronousQueue", QUEUE),
          Map.entry(CONCURRENT + "BlockingDeque", DEQUE),
          Map.entry(CONCURRENT + "LinkedBlockingDeque", DEQUE),
          Map.entry(CONCURRENT + "CompletionService", QUEUE),
          Map.entry(CONCURRENT + "ExecutorCompletionService", QUEUE),
          Map.entry(CONCURRENT + "Future", Set.of("get")),
          Map.entry(CONCURRENT + "FutureTask", Set.of("get")),
          Map.entry(CONCURRENT + "CompletableFuture", Set.of("get", "join")),
          Map.entry(CONCURRENT + "CountDownLatch", Set.of("await")),
          Map.entry(CONCURRENT + "CyclicBarrier", Set.of("await")),
          Map.entry(CONCURRENT + "Exchanger", Set.of("exchange")),
          Map.entry(
              CONCURRENT + "Phaser",
              Set.of("arriveAndAwaitAdvance", "awaitAdvance", "awaitAdvanceInterruptibly")),
          Map.entry(
              CONCURRENT + "Semaphore", Set.of("acquire", "acquireUninterruptibly", "tryAcquire")),
          Map.entry(CONCURRENT + "TimeUnit", Set.of("sleep", "timedJoin", "timedWait")),
          Map.entry(CONCURRENT + "ExecutorService", EXECUTOR),
          Map.entry(CONCURRENT + "AbstractExecutorService", EXECUTOR),
          Map.entry(
              CONCURRENT + "ThreadPoolExecutor",
              Set.of("awaitTermination", "close", "invokeAll", "invokeAny", "getTask")),
          Map.entry(
              CONCURRENT + "ForkJoinPool",
              Set.of("awaitTermination", "awaitQuiescence", "awaitWork")),
          Map.entry(CONCURRENT + "StructuredTaskScope", Set.of("join", "joinUntil")),
          Map.entry("java.io.Console", Set.of("readLine", "readPassword")),
          Map.entry("java.net.Socket", Set.of("connect")),
          Map.entry("java.net.Socket$SocketInputStream", Set.of("read")),
          Map.entry("java.net.ServerSocket", Set.of("accept")),
          Map.entry("java.net.DatagramSocket", Set.of("receive")),
          Map.entry("java.net.http.HttpClient", Set.of("send")),
          Map.entry("java.nio.channels.Selector", Set.of("select")),
          Map.entry("java.nio.channels.ServerSocketChannel", Set.of("accept")),
          Map.entry("java.nio.channels.SocketChannel", Set.of("connect", "read")),
          Map.entry("java.nio.channels.DatagramChannel", Set.of("receive", "read")),
          Map.entry("java.nio.file.WatchService", Set.of("take", "poll")),
          // Where a sampler finds threads that are in one of those above.
          Map.entry("jdk.internal.misc.Unsafe", Set.of("park")),
          Map.entry("sun.nio.ch.EPoll", Set.of("wait")),
          Map.entry("sun.nio.ch.KQueue", Set.of("poll")),
          Map.entry("sun.nio.ch.Net", Set.of("accept", "poll")),
          Map.entry("sun.nio.ch.SocketDispatcher", Set.of("read0")));

  private WaitingMethods() {}

  /** Whether a method of the JDK waits. */
  static boolean has(String className, String name) {
    Set<String> names = METHODS.get(className);
    return names != null && names.contains(name);
  }
}
