// SPDX-License-Identifier: Apache-2.0
package targets;

import targets.other.Colour;

/** Switches on strings, enums, characters and numbers, old and new style. */
// also: targets/other/Colour.java
class Switches {
  public static void main(String[] args) { // calls(1)
    String[] words = {"one", "two", "three", "Aa", "BB", "four", ""};
    int sum = 0;
    for (String word : words) {
      sum += number(word) + arrow(word);
    }
    for (Colour colour : Colour.values()) {
      sum += old(colour) + fresh(colour);
    }
    for (int i = -2; i < 1200; i += 100) {
      sum += table(i % 7) + lookup(i);
    }
    System.out.println(sum + " " + Colour.values().length);
  }

  // "Aa" and "BB" have one hash code between them.
  static int number(String word) { // calls(7)
    switch (word) {
      case "one":
        return picked(1);
      case "Aa":
        return picked(10);
      case "BB":
        picked(20); // falls through
      case "two":
        return picked(2);
      default:
        return other(word);
    }
  }

  static int picked(int n) { // calls(5) callers(number: 5)
    return n;
  }

  static int other(String word) { // calls(6) callers(number: 3, arrow: 3)
    return word.length();
  }

  static int arrow(String word) { // calls(7)
    return switch (word) {
      case "one", "two", "three" -> 3;
      case "Aa" -> {
        int n = 0;
        for (int i = 0; i < 4; i++) {
          n += twice(i);
        }
        yield n;
      }
      default -> other(word);
    };
  }

  static int twice(int n) { // calls(4) callers(arrow: 4)
    return 2 * n;
  }

  static int old(Colour colour) { // calls(3)
    switch (colour) { // calls(<clinit>: 1)
      case RED:
        return picky(1);
      case GREEN:
        break;
      default:
        return picky(3);
    }
    return 0;
  }

  static int picky(int n) { // calls(3)
    return n;
  }

  static int fresh(Colour colour) { // calls(3)
    return switch (colour) {
      case RED -> 1;
      case GREEN -> picky(2);
      case BLUE -> 3;
    };
  }

  static int table(int n) { // calls(13)
    switch (n) {
      case 0:
      case 1:
      case 2:
        return 1;
      case 3:
        return 3;
      case -2:
        return -2;
      default:
        return 0;
    }
  }

  static int lookup(int n) { // calls(13)
    switch (n) {
      case -2:
        return 1;
      case 98:
        return 2;
      case 1098:
        return 3;
      case Integer.MAX_VALUE:
        return 4;
      default:
        return 0;
    }
  }
}
