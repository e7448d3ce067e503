# SPDX-License-Identifier: Apache-2.0
"""Asks Python what regular expressions mean: python3 regex_cases.py SEED COUNT

Prints COUNT lines: an expression, "invalid", "refused" (Python fails in some other way),
"slow" or a row of 0 and 1 for the texts of the first line, in which it is found. Texts and
expressions are written as UTF-16 in hexadecimal, because some of them cannot be printed.
"""
import random
import re
import signal
import sys
import warnings

TEXTS = [
    "", "a", "b", "ab", "aab", "abc\n", "\n", "x\ny", "foo.py:12(bar)", "{built-in method len}",
    "/usr/lib/python3.11/re/_parser.py:507(_parse)", "~:0(<x>)", "A B\tC", "straße.py:3(größe)",
    "ſK", "iIıİ", "\u0660\u0663", "\u2003\x1c\x85", "\U0001f600:1(\U00010400)",
    "\ud800x", "a{2}", "a{,2}b", "[a-c]", "]", "-", "^$", "a&&b", "__init__", "\\d", "aaaa",
    "abab", "\r\n", "e\u0301", "\u2028", "x" * 12, "²½Ⅷ", "日本語",
]
ATOMS = [
    "a", "b", "c", "x", "y", "_", "1", "0", " ", "ß", "é", "Ω", "İ", "\U0001f600", "\n", ".",
    "^", "$", "\\A", "\\Z", "\\z", "\\b", "\\B", "\\d", "\\D", "\\s", "\\S", "\\w", "\\W",
    "\\p{L}", "\\h", "\\R", "\\Q", "\\E", "\\G", "\\K", "\\X", "\\1", "\\2", "\\10", "\\0",
    "\\07", "\\101", "\\377", "\\400", "\\x41", "\\x4", "\\u0061", "\\U0001f600", "\\U00110000",
    "\\N{COMMA}", "\\N{", "\\.", "\\-", "\\\\", "\\[", "\\{", "[", "]", "{", "}", "{,}", "{}",
    "{x", "&&", "~", "#", "-", ",", ":", "<", ">", "\\t", "\\n", "\\a", "\\e", "\\c", "(", ")", "|",
]
SETS = [
    "[a]", "[^a]", "[]a]", "[^]a]", "[a-c]", "[c-a]", "[a-]", "[-a]", "[a-\\d]", "[\\d-a]",
    "[\\w]", "[^\\w]", "[\\W]", "[^\\W]", "[\\D\\S]", "[^\\D_]", "[[]", "[[:alpha:]]", "[a&&b]",
    "[a[b]]", "[^a[^b]]", "[\\]]", "[\\b]", "[\\B]", "[\\x61-\\x63]", "[\\141]", "[\\1]", "[\\8]",
    "[.]", "[$^]", "[^\\n]", "[\\N{COMMA}]", "[\U0001f5ff-\U0001f601]", "[\\s\\d]", "[^\\s\\d]",
    "[A-Z]", "[^A-Z]", "[à-ý]", "[", "[a", "[^", "[]", "[a--b]", "[a||b]", "[\\ud800]",
]
QUANTIFIERS = [
    "*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{,2}", "{1,}", "{1,2}", "{2,1}",
    "{1,2}?", "{1,2}+", "{0}", "{0,0}", "{99999999999}", "{2", "**", "{,}", "{,}?",
]
OPENINGS = [
    "(", "(?:", "(?P<n>", "(?P<m>", "(?P<1>", "(?P<>", "(?P=n)", "(?P>n)", "(?=", "(?!", "(?<=",
    "(?<!", "(?<n>", "(?>", "(?i:", "(?s:", "(?m:", "(?x:", "(?a:", "(?u:", "(?L:", "(?-i:",
    "(?i-s:", "(?i-i:", "(?-a:", "(?au:", "(?#", "(?(1)", "(?(2)", "(?(n)", "(?(0)", "(?(x)",
    "(?'n'", "(?t:", "(?+", "(?",
]
FLAGS = ["(?i)", "(?m)", "(?s)", "(?x)", "(?a)", "(?ia)", "(?im)", "(?L)", "(?u)", "(?au)", "(?t)"]


def expression(random, depth):
    parts = []
    for _ in range(random.choice((1, 1, 2, 2, 3, 4))):
        kind = random.random()
        if kind < 0.50 or depth > 3:
            part = random.choice(ATOMS[:33] if random.random() < 0.8 else ATOMS)
        elif kind < 0.65:
            part = random.choice(SETS)
        else:
            opening = "(" if random.random() < 0.4 else random.choice(OPENINGS)
            part = opening + expression(random, depth + 1)
            if random.random() < 0.3:
                part += "|" + expression(random, depth + 1)
            part += ")" if random.random() < 0.98 else ""
        if random.random() < 0.3:
            part += random.choice(QUANTIFIERS[:12] if random.random() < 0.8 else QUANTIFIERS)
        parts.append(part)
    return "".join(parts)


class Slow(Exception):
    pass


def stop(*_):
    raise Slow


def answer(text):
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        regex = re.compile(text)
        return "".join("1" if regex.search(t) else "0" for t in TEXTS)
    except Slow:
        return "slow"
    except re.error:
        return "invalid"
    except (OverflowError, ValueError, RecursionError):
        return "refused"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def encoded(text):
    return text.encode("utf-16-be", "surrogatepass").hex() or "-"


def main():
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, stop)
    random_ = random.Random(int(sys.argv[1]))
    print(" ".join(encoded(text) for text in TEXTS))
    for _ in range(int(sys.argv[2])):
        text = expression(random_, 0)
        if random_.random() < 0.3:
            text = random_.choice(FLAGS) + text
        print(encoded(text), answer(text))


main()
