// SPDX-License-Identifier: Apache-2.0
package targets;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Code that the JDK calls back: it belongs under the built-in that made the call. */
class Callbacks {
  static class Key implements Comparable<Key> {
    final int n;

    Key(int n) { // calls(7)
      this.n = n;
    }

    @Override
    public int hashCode() { // calls(5) callers(java.util.Map.put: 3, java.util.Map.get: 2)
      return n % 2;
    }

    // calls(4) callers(java.util.Map.put: 1, java.util.Map.get: 3)
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.n == n;
    }

    @Override
    public int compareTo(Key other) {
      return Integer.compare(n, other.n);
    }

    @Override
    public String toString() { // calls(3)
      return "key" + n;
    }
  }

  public static void main(String[] args) throws Throwable { // calls(1)
    maps();
    sorting();
    texts();
    reflection();
    handles();
    proxies();
    System.out.println(new Squares(4).size() + " " + sum(new Squares(4)));
  }

  static void maps() { // calls(1)
    Map<Key, String> map = new HashMap<>();
    map.put(new Key(1), "one"); // builtin(java.util.Map.put: 1)
    map.put(new Key(2), "two"); // builtin(java.util.Map.put: 1)
    map.put(new Key(3), "three"); // builtin(java.util.Map.put: 1)
    System.out.println(map.get(new Key(3)) + map.get(new Key(6))); // builtin(java.util.Map.get: 2)
    Map<String, Integer> lengths = new TreeMap<>();
    for (String word : new String[] {"a", "bb", "a", "bb", "a"}) {
      // calls(lambda: 2) callers(java.util.Map.computeIfAbsent: 2)
      lengths.computeIfAbsent(word, w -> measured(w)); // builtin(java.util.Map.computeIfAbsent: 5)
    }
    System.out.println(lengths);
  }

  static int measured(String word) { // calls(2) callers(lambda: 2)
    return word.length();
  }

  static void sorting() { // calls(1)
    // Three in descending order: a run, found by two comparisons and turned round.
    Integer[] numbers = {3, 2, 1};
    Arrays.sort(
        numbers,
        new Comparator<Integer>() { // calls(<init>: 1, compare: 2)
          @Override
          public int compare(Integer a, Integer b) { // calls(2) callers(compare: 2)
            return a - b;
          }
        });
    System.out.println(Arrays.toString(numbers));
  }

  static void texts() { // calls(1)
    Key key = new Key(8);
    System.out.println(String.format("%s", key)); // builtin(java.lang.String.format: 1)
    System.out.println("text " + key);
    System.out.println(new StringBuilder().append(key));
  }

  static void reflection() throws Exception { // calls(1)
    Method twice = Callbacks.class.getDeclaredMethod("twice", int.class);
    int sum = 0;
    for (int i = 0; i < 40; i++) {
      sum += (Integer) twice.invoke(null, i); // builtin(java.lang.reflect.Method.invoke: 41)
    }
    try {
      twice.invoke(null, -1);
    } catch (InvocationTargetException e) {
      sum += twice(1);
    }
    System.out.println(sum + Key.class.getDeclaredConstructor(int.class).newInstance(5).n);
  }

  static int twice(int n) { // calls(42) callers(java.lang.reflect.Method.invoke: 41, reflection: 1)
    if (n < 0) {
      throw new IllegalArgumentException();
    }
    return 2 * n;
  }

  static void handles() throws Throwable { // calls(1)
    MethodHandle handle =
        MethodHandles.lookup()
            .findStatic(Callbacks.class, "thrice", MethodType.methodType(int.class, int.class));
    int sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += (int) handle.invokeExact(i);
    }
    System.out.println(sum + (Integer) handle.invoke((Integer) 3));
  }

  static int thrice(int n) { // calls(6)
    return 3 * n;
  }

  interface Greeter {
    String greet(String name);
  }

  static void proxies() { // calls(1)
    Greeter greeter =
        (Greeter)
            Proxy.newProxyInstance(
                Callbacks.class.getClassLoader(), new Class<?>[] {Greeter.class}, new Handler());
    System.out.println(greeter.greet("you") + greeter.greet("me"));
  }

  static class Handler implements InvocationHandler { // calls(<init>: 1)
    @Override
    public Object invoke(Object proxy, Method method, Object[] args) { // calls(2)
      return method.getName() + args[0];
    }
  }

  /** A collection of the program's own, used through the JDK's inherited methods. */
  static class Squares extends AbstractList<Integer> { // calls(get: 4)
    final int n;

    Squares(int n) { // calls(2)
      this.n = n;
    }

    @Override
    public Integer get(int i) { // calls(4)
      return i * i;
    }

    @Override
    public int size() { // calls(6)
      return n;
    }
  }

  static int sum(List<Integer> list) { // calls(1)
    int sum = 0;
    for (int i = 0; i < list.size(); i++) {
      sum += list.get(i);
    }
    return sum + new ArrayList<>(List.of(1)).size();
  }
}
