// SPDX-License-Identifier: Apache-2.0
package com.acme.words

final case class Count(word: String, times: Int)

/** Made of lines; what is lazy is made once, though it is asked for three times. */
class Text(lines: Seq[String]):
  lazy val counts: Seq[Count] =
    lines.flatMap(split).groupBy(identity).map((word, all) => Count(word, all.size)).toSeq

  def split(line: String): Seq[String] = line.split(" ").toSeq.map(normal)

  def normal(word: String): String = word.toLowerCase

  def often: Seq[Count] = counts.filter(_.times > 100)

  def longest: Int = counts.map(_.word.length).max

object Text:
  def ofLines(n: Int): Text = Text((1 to n).map(i => s"line number $i of a long Text"))

/** Five hundred lines of seven words. */
@main def report(): Unit =
  val text = Text.ofLines(500)
  println(s"${text.counts.size} words, ${text.often.size} of them often, the longest of ${text.longest} letters")
