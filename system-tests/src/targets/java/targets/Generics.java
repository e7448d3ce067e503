// SPDX-License-Identifier: Apache-2.0
package targets;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Bridge methods, covariant returns, generic arrays and variable argument lists. */
class Generics {
  interface Transform<A, B> {
    B apply(A a);
  }

  // The bridge apply(Object) calls apply(String).
  static class Length implements Transform<String, Integer> { // calls(<init>: 2, apply: 3)
    @Override
    public Integer apply(String s) { // calls(4) callers(Length.apply: 3, Twice.apply: 1)
      return s.length();
    }
  }

  static class Animal { // calls(<init>: 3)
    Animal self() { // calls(1)
      return this;
    }
  }

  // The bridge for the return type Animal calls the method that returns Dog.
  static class Dog extends Animal { // calls(<init>: 2, self: 2)
    @Override
    Dog self() { // calls(3) callers(Dog.self: 2, main: 1)
      return this;
    }
  }

  static class Version implements Comparable<Version> { // calls(compareTo: 1)
    final int n;

    Version(int n) { // calls(2)
      this.n = n;
    }

    @Override
    public int compareTo(Version other) { // calls(1) callers(Version.compareTo: 1)
      return Integer.compare(n, other.n); // builtin(java.lang.Integer.compare: 1)
    }
  }

  public static void main(String[] args) { // calls(1)
    Transform<String, Integer> length = new Length();
    System.out.println(all(length, "a", "bb", "ccc") + new Twice().apply("dddd"));
    Animal[] animals = {new Animal(), new Dog(), new Dog()};
    for (Animal animal : animals) {
      System.out.println(animal.self() == animal);
    }
    System.out.println(((Dog) animals[1]).self() != null);
    List<Version> versions = Arrays.asList(new Version(2), new Version(1));
    Collections.sort(versions);
    System.out.println(versions.get(0).n);
    System.out.println(generic(3).length + sum() + sum(1) + sum(1, 2, 3));
    System.out.println(Generics.<String>first("x", "y"));
    System.out.println(make(() -> "made")); // calls(lambda: 1)
  }

  static class Twice extends Length { // calls(<init>: 1)
    @Override
    public Integer apply(String s) { // calls(1) callers(main: 1)
      return 2 * super.apply(s);
    }
  }

  @SafeVarargs
  static <A> int all(Transform<A, Integer> transform, A... inputs) { // calls(1)
    int sum = 0;
    for (A input : inputs) {
      sum += transform.apply(input);
    }
    return sum;
  }

  @SuppressWarnings("unchecked")
  static <T> T[] generic(int n) { // calls(1)
    return (T[]) new Object[n];
  }

  static int sum(int... numbers) { // calls(3)
    int sum = 0;
    for (int number : numbers) {
      sum += number;
    }
    return sum;
  }

  @SafeVarargs
  static <T> T first(T... options) { // calls(1)
    return options[0];
  }

  static <T extends CharSequence> T make(Supplier<? extends T> supplier) { // calls(1)
    return supplier.get();
  }
}
