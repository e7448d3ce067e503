// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Half a second of work in two threads, for the sample files of profilers. */
public class Busy {
  public static void main(String[] args) throws InterruptedException {
    Thread worker = new Thread(() -> System.out.println(sort(400)), "worker-1");
    worker.start();
    System.out.println(count(400));
    worker.join();
  }

  static long count(int rounds) {
    long sum = 0;
    for (int r = 0; r < rounds; r++) {
      Map<Integer, Integer> map = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        map.merge(i % 1_000, 1, Integer::sum);
      }
      sum += map.size();
    }
    return sum;
  }

  static long sort(int rounds) {
    long sum = 0;
    for (int r = 0; r < rounds; r++) {
      List<Integer> list = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        list.add(i * 31 % 10_007);
      }
      list.sort(null);
      sum += list.get(r);
    }
    return sum;
  }
}
