// SPDX-License-Identifier: Apache-2.0
package shapes

import kotlin.math.PI

sealed interface Shape {
    val area: Double
}

data class Circle(val radius: Double) : Shape {
    override val area: Double get() = PI * radius * radius
}

data class Rectangle(val width: Double, val height: Double = width) : Shape {
    override val area by lazy { width * height }
}

object Nothing : Shape {
    override val area = 0.0
}

enum class Colour(val rgb: Int) {
    RED(0xff0000), GREEN(0x00ff00);

    companion object {
        fun of(name: String): Colour? = entries.firstOrNull { it.name.equals(name, ignoreCase = true) }
    }
}

inline fun <reified T : Shape> List<Shape>.only(): List<T> = filterIsInstance<T>()

fun Shape.describe(): String = when (this) {
    is Circle -> "circle of $radius"
    is Rectangle -> if (width == height) "square of $width" else "rectangle"
    Nothing -> "nothing"
}

class Counter<K : Comparable<K>> {
    private val counts = sortedMapOf<K, Int>()

    operator fun plusAssign(key: K) {
        counts.merge(key, 1, Int::plus)
    }

    fun top(n: Int) = counts.entries.sortedByDescending { (_, count) -> count }.take(n).map { it.key to it.value }
}

tailrec fun gcd(a: Int, b: Int): Int = if (b == 0) a else gcd(b, a % b)

fun words() = sequence {
    var word = "a"
    while (true) {
        yield(word)
        word += word.last() + 1
    }
}

fun main(args: Array<String>) {
    val shapes = listOf(Circle(1.0), Rectangle(2.0), Rectangle(2.0, 3.0), Nothing)
    println(shapes.joinToString { it.describe() })
    println(shapes.only<Rectangle>().sumOf { it.area })
    val counter = Counter<String>()
    words().take(5).flatMap { it.map(Char::toString) }.forEach { counter += it }
    println(counter.top(3))
    try {
        require(args.isEmpty()) { "no arguments please" }
    } catch (e: IllegalArgumentException) {
        println(e.message)
    }
    println(gcd(48, 36) to Colour.of("red")?.rgb)
}
