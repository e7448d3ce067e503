// SPDX-License-Identifier: Apache-2.0
package shop
import kotlinx.coroutines.*
import kotlinx.coroutines.flow.*
fun busy(n: Int): Int { var s = 0; for (i in 0 until n) s += i; return s }
fun price(n: Int = busy(3), f: String = "x"): Int = busy(n) + f.length
class Item(val name: String, val price: Int = busy(2)) {
  private var secret = 3
  private fun hidden(n: Int) = busy(n)
  fun each(): Int = listOf(1, 2).sumOf { hidden(it) }
  fun later(): () -> Int = { hidden(4) + secret++ }
  companion object { fun of(n: String) = Item(n, busy(2)); private fun cfun() = busy(2); val lazy2 by lazy { busy(7) } }
  fun viaCompanion() = Item.of("b")
  internal fun inside(n: Int) = busy(n)
}
interface Shape { fun area(): Int = busy(3); fun twice(k: Int = 2) = area() * k }
class Circle : Shape
open class Repo { open suspend fun load(id: Int): String { delay(1); return "i" + busy(id) } }
@JvmInline value class Id(val v: Int) { fun next(): Id = Id(busy(v) + v + 1) }
fun take(id: Id): Int = busy(id.v)
fun String.shout() = this + busy(1)
object Registry { fun find(n: Int) = busy(n); @JvmStatic fun stat(n: Int) = busy(n) }
inline fun <T> measure(block: () -> T): T { busy(1); return block() }
inline fun <reified T> reify(crossinline b: () -> Int): () -> Int = { busy(2) + b() }
suspend fun fetch(id: Int): String { delay(1); busy(id); yield(); return "x$id" }
suspend fun quick(id: Int): Int = busy(id)
fun numbers() = flow { for (i in 1..3) { delay(1); emit(i) } }
fun outer(): Int {
  fun inner(k: Int): Int { return busy(k) }
  val l = { k: Int -> { inner(k) } }
  return inner(3) + l(2)()
}
/* All coroutines stay on one thread: on others, a delay can be over before its caller is suspended. */
fun main() {
  price(); price(1); Item("a"); Item("b").each(); Item("c").later()(); Item.of("z").viaCompanion(); Item.lazy2
  Circle().area(); Circle().twice(); take(Id(3).next()); "a".shout(); Registry.find(2); Registry.stat(3)
  measure { busy(9) }; reify<String> { 3 }(); outer(); Item("c").inside(2)
  val cmp: Comparator<Item> = Comparator { a, b -> busy(a.price) - b.price }
  cmp.compare(Item("a"), Item("b")); val r = object : Runnable { override fun run() { busy(3) } }; r.run()
  val ref: (Int) -> Int = ::busy; ref(2)
  sequence { yield(busy(1)); yield(2) }.toList()
  runBlocking {
    repeat(10) { fetch(it) ; quick(it) }
    val jobs = List(5) { n -> launch { fetch(n) } }
    jobs.joinAll()
    numbers().map { it * busy(2) }.collect { busy(it) }
    Repo().load(3)
    async { quick(3) }.await()
  }
}
