// SPDX-License-Identifier: Apache-2.0
package targets;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that wait in code of the JDK's own, below code of the program's: those of three kinds of
 * pools for tasks, and others for what a socket receives; six each, but a {@code ForkJoinPool}
 * makes fewer where these are busy. They say how long they lived and how long they worked.
 */
// varies
class IdlePools {
  static final int THREADS = 6;
  static final int TASKS = 12;

  static final AtomicLong workerNanos = new AtomicLong(); // calls(<clinit>: 1)
  static final AtomicLong workedNanos = new AtomicLong();
  static final AtomicInteger answers = new AtomicInteger();

  public static void main(String[] args) throws Exception { // calls(1)
    ExecutorService fixed = Executors.newFixedThreadPool(THREADS, threads("fixed-"));
    ExecutorService scheduled = Executors.newScheduledThreadPool(THREADS, threads("scheduled-"));
    ExecutorService forkJoin =
        new ForkJoinPool(THREADS, pool -> new Worker(pool), null, false); // calls(lambda: >=1)
    List<ExecutorService> pools = List.of(fixed, scheduled, forkJoin);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<Socket> clients = new ArrayList<>();
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        clients.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        Socket socket = server.accept();
        readers.add(threads("reader-").newThread(() -> serve(socket))); // calls(lambda: 6)
        readers.get(i).start();
      }
      for (int i = 0; i < TASKS; i++) {
        for (ExecutorService pool : pools) {
          int request = i;
          pool.execute(() -> work(request)); // calls(lambda: 36)
        }
        Socket client = clients.get(i % THREADS);
        client.getOutputStream().write(i);
        answers.addAndGet(answer(i));
      }
      for (Socket client : clients) {
        client.close();
      }
      for (ExecutorService pool : pools) {
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
      }
      for (Thread reader : readers) {
        reader.join();
      }
    }
    System.out.println(answers);
    System.err.println("workers=" + workerNanos + " worked=" + workedNanos);
  }

  static ThreadFactory threads(String name) { // calls(8)
    AtomicInteger number = new AtomicInteger();
    return run -> thread(name + number.incrementAndGet(), run); // calls(lambda: 18)
  }

  static Thread thread(String name, Runnable run) { // calls(18)
    return new Thread(() -> live(run), name); // calls(lambda: 18)
  }

  /** All of a thread's life. */
  static void live(Runnable run) { // calls(>=19)
    long start = System.nanoTime();
    run.run();
    workerNanos.addAndGet(System.nanoTime() - start);
  }

  // calls(<init>: >=1)
  static class Worker extends ForkJoinWorkerThread {
    Worker(ForkJoinPool pool) {
      super(pool);
      setName("fork-" + getPoolIndex());
    }

    @Override
    public void run() { // calls(>=1)
      live(super::run); // calls(lambda: >=1)
    }
  }

  static void serve(Socket socket) { // calls(6)
    try (InputStream in = socket.getInputStream()) {
      for (int request; (request = in.read()) >= 0; ) {
        work(request);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void work(int request) { // calls(48)
    long start = System.nanoTime();
    answers.addAndGet(answer(request));
    workedNanos.addAndGet(System.nanoTime() - start);
  }

  // By main once for each request, and by a worker four times.
  static int answer(int request) { // calls(60)
    int n = request;
    for (int j = 0; j < 4_000_000; j++) {
      n = n * 31 + j;
    }
    return n;
  }
}
