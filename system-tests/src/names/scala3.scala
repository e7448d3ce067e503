// SPDX-License-Identifier: Apache-2.0
package shop
object pkg { def helper(n: Int): Int = topLevel(n) + given_thing(n) }
def topLevel(n: Int, k: Int = 4): Int = Util.busy(n) + k
def given_thing(n: Int) = { extension (s: Int) def dbl = Util.busy(s); n.dbl }
enum Color { case Red; def mix = Util.busy(ordinal) }
