// SPDX-License-Identifier: Apache-2.0
package shop
class Shop { 
  int busy(int n) { int s = 0; for (int i = 0; i < n; i++) s += i; s }
  private int hidden(int n) { busy(n) }
  int total(List<Integer> xs, int k = 2) { xs.collect { hidden(it) + k }.sum() }
  def nested(xs) { xs.collect { x -> xs.collect { y -> busy(y) }.sum() } }
  static int stat(int n) { n + 1 }
  def lam() { java.util.function.Function<Integer,Integer> f = (x) -> busy(x); f.apply(3) }
  String toString() { "${-> busy(2)}" }
}
trait Flying { int fly(int n) { n * 2 } }
class Bird extends Shop implements Flying { int busy(int n) { super.busy(n) + 1 } }
class Main { static void main(String[] a) { def s = new Shop(); s.total([1,2]); s.nested([1,2]); s.lam(); s.toString(); Shop.stat(2); new Bird().with { busy(3); fly(2) }
  def r = { -> s.busy(2) } as Runnable; r.run(); def m = s.&busy; m(3) } }
