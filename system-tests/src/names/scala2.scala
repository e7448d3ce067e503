// SPDX-License-Identifier: Apache-2.0
package shop
package object pkg { def helper(n: Int): Int = Util.busy(n); def withDefault(n: Int = 3) = n }
