// SPDX-License-Identifier: Apache-2.0
package shop
trait Shape { def busy(n: Int): Int = { var s = 0; var i = 0; while (i < n) { s += i; i += 1 }; s }; def area(k: Int): Int = busy(k) }
class Circle extends Shape { override def area(k: Int) = super.area(k) + 1 }
class Dot extends Shape
class Item(val name: String, val price: Int = Util.busy(2)) {
  lazy val heavy: Int = Util.busy(9)
  private def hid(n: Int) = Util.busy(n)
  def total(xs: List[Int], f: Int = Util.busy(1)): Int = xs.map(x => hid(x) + f).sum
  def nest(xs: List[Int]) = xs.map(x => xs.map(y => hid(y)).sum)
  def local(n: Int) = { def inner(k: Int): Int = if (k <= 0) 0 else { Util.busy(k); 1 + inner2(k - 1) }; def inner2(k: Int): Int = inner(k - 1); inner(n) }
  def +++(o: Item) = Util.busy(o.price)
  def byName(n: => Int) = n + 1
  def tryIt = try { Util.busy(3) } finally { Util.busy(1) }
}
object Item { def of(n: String) = new Item(n); implicit val ord: Ordering[Item] = Ordering.by(i => i.price + Util.busy(1)) }
object Util { def busy(n: Int): Int = { var s = 0; var i = 0; while (i < n) { s += i; i += 1 }; s } }
case class P(a: Int, b: String)
abstract class Conv[T] { def conv(t: T): T }
class SConv extends Conv[String] { def conv(s: String) = { Util.busy(3); s + s } }
class IntFn extends (Int => Int) { def apply(x: Int) = Util.busy(x) }
object Main { 
  def use[T](c: Conv[T], t: T) = c.conv(t)
  def main(a: Array[String]): Unit = {
    new Circle().area(3); new Dot().area(2)
    val i = new Item("a"); i.heavy; i.heavy; i.total(List(1, 2)); i.nest(List(1, 2)); i.local(5); i +++ i; i.byName(Util.busy(4)); i.tryIt
    Item.of("c"); P(1, "b").hashCode; P(1, "b") == P(1, "c"); P(1, "x").copy(a = 2); use(new SConv, "a")
    List(i, i).sorted; val f: Int => Int = new IntFn; f(3); List(1).map(f)
    val pf: PartialFunction[Int, Int] = { case 1 => Util.busy(2) }; pf(1); pf.isDefinedAt(2)
    pkg.helper(3)
  }
}
