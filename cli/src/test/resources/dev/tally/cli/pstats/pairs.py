# SPDX-License-Identifier: Apache-2.0
"""Makes profiles and browser scripts, and what Python's own browser answers to them.

    python3 pairs.py SEED COUNT FOLDER

Writes profiles to FOLDER and, for each of COUNT pairs, NNNN.args (file names, one a line),
NNNN.in (what is typed) and NNNN.out (what pstats prints). Pairs are UTF-16, because names in
profiles may hold surrogates. pstats' main block runs in this process; some pairs also go
through a process of their own, and the script fails if that makes a difference.
"""
import cProfile
import io
import json
import marshal
import os
import profile
import pstats
import random
import re
import subprocess
import sys
import warnings

SPOT_CHECKS = 6

# --- profiles ---------------------------------------------------------------------------------


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ping(n):
    return n and pong(n - 1)


def pong(n):
    return n and ping(n - 1)


def workload(kind):
    if kind == 0:
        fib(12)
    elif kind == 1:
        ping(30)
        json.loads(json.dumps({"a": [1, 2.5, None, {"b": "c" * 20}] * 20}, indent=1))
    elif kind == 2:
        re.purge()
        re.compile(r"(a|b)*[c-e]+(?P<n>\d+)(?=x)")
        sorted(range(50), key=lambda x: -x)
    else:
        for i in range(5):
            try:
                int("no" * i)
            except ValueError:
                pass
        list(map(str, range(30)))
        [c for c in (x * 2 for x in range(10))]


def recorded(profiler, kind):
    profiler.runcall(workload, kind)
    profiler.create_stats()
    return profiler.stats


TIMES = [
    0.0, 0, -0.0, 0.0005, 0.0015, 0.0025, 1.0005, 0.0625, 0.1875, 2.6745, 1e-9, 5e-324, 0.9995,
    0.99949999, 1.5, 12.3456, 999.9995, 9999.9994, 123456.789, 1e9, 1e16, 1e22, 1.7e308, 0.1, 0.2, 0.3,
    1 / 3, 2 / 3, 1e-5, 3, 17, -1.25, -0.0004,
]
FILES = [
    "a.py", "b.py", "lib/a.py", "/usr/lib/a.py", "/usr/lib/python3/b.py", "", "~", "/x/~", "<string>",
    "dir/", "C:\\win\\a.py", "Größe.py", "日本/関数.py", "\U0001f600/e.py", "\uffff.py",
    "\U00010000.py", "a b.py", "a\nb.py", "tab\t.py", "it's.py", "\udc80.py", "com/acme/Foo.java",
]
NAMES = [
    "f", "g", "h", "__init__", "<module>", "<lambda>", "<listcomp>", "<built-in method builtins.len>",
    "<method 'append' of 'list' objects>", "<", "<>", ">", "", "größe", "名前", "\U0001f600", "x" * 70,
    "Foo.bar", "Foo.<init>", "a(b)", "a b", "A", "Z", "_z", "\ud800", "{x}", "(1)", "*", "\xa0",
]
LINES = [0, 0, 1, 1, 2, 3, 9, 10, 11, 99, 100, 1000, 12345, 2147483647]


def synthetic_key(rng):
    if rng.random() < 0.25:
        return ("~", 0, rng.choice(NAMES))
    return (rng.choice(FILES), rng.choice(LINES), rng.choice(NAMES))


def number(rng, kind):
    if kind == "ties":
        return rng.choice((1, 1, 1, 2))
    if kind == "huge":
        return rng.choice((0, 1, 10**6, 10**9, 123456789012, 2**59, 2**53 + 1))
    return rng.choice((0, 1, 1, 2, 3, 7, 10, 99, 100, 1000, 54321, -1))


def seconds(rng, kind):
    if kind == "ties":
        return rng.choice((0.0, -0.0, 1.0, 1))
    if kind == "random":
        return rng.random() * 10 ** rng.randint(-6, 6)
    return rng.choice(TIMES)


def synthetic(rng, kind, size):
    keys = []
    seen = set()
    for i in range(size):
        if kind == "many":
            key = ("pkg%d/mod%d.py" % (i % 3, i % 40), i, "func%d" % (i * 7919 % size))
        else:
            key = synthetic_key(rng)
        if key not in seen:
            seen.add(key)
            keys.append(key)
    stats = {}
    for i, key in enumerate(keys):
        callers = {}
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 6))):
            if kind == "deep":
                caller = keys[max(0, i - 1)]
            elif rng.random() < 0.03 and kind not in ("counted", "many"):
                caller = synthetic_key(rng)
            else:
                caller = rng.choice(keys)
            if kind == "counted":
                callers[caller] = rng.choice((0, 1, 2, 33, 4444))
            else:
                n = number(rng, kind)
                callers[caller] = (
                    n, n if rng.random() < 0.7 else number(rng, kind), seconds(rng, kind), seconds(rng, kind))
        n = number(rng, kind)
        stats[key] = (
            n if rng.random() < 0.6 else number(rng, kind), n, seconds(rng, kind), seconds(rng, kind), callers)
    if kind == "top" and keys:
        key = keys[-1]
        cc, nc, tt, ct, callers = stats[key]
        stats[key] = (cc, nc, tt, ct, {**callers, ("jprofile", 0, "profiler"): (1, 1, 0.5, 0.5)})
    return stats


BROKEN = {
    "broken empty": b"",
    "broken text": b"hello world\n",
    "broken number": marshal.dumps(42),
    "broken text object": marshal.dumps("text"),
    "broken list": marshal.dumps([("a", 1, "b")]),
    "broken values": marshal.dumps({("a", 1, "b"): 5}),
    "broken short value": marshal.dumps({("a", 1, "b"): (1, 1)}),
    "broken long value": marshal.dumps({("a", 1, "b"): (1, 1, 1.0, 1.0, {}, 1)}),
    "broken nesting": b"(\x01\0\0\0" * 2500,
    "broken reference": b"r\x05\0\0\0",
    "broken end": b"{(\x03\0\0\0" + b"0" * 9,
    "broken size": b"{u\xff\xff\xff\xff",
    "broken utf": b"{u\x02\0\0\0\xff\xfe0",
}


def make_broken(rng, whole):
    for name, content in BROKEN.items():
        with open(name, "wb") as out:
            out.write(content)
    with open(whole, "rb") as file:
        content = file.read()
    for i in range(8):
        name = "broken cut %d" % i
        with open(name, "wb") as out:
            out.write(content[: rng.randrange(len(content))])
        BROKEN[name] = b""


def make_profiles(rng):
    """Returns names by whether callers have times: those of one kind can be added."""
    timed, counted = [], []

    def dump(name, stats, where):
        with open(name, "wb") as out:
            marshal.dump(stats, out, rng.choice((2, 2, 3, 4)))
        os.utime(name, (rng.randrange(10**9, 2 * 10**9),) * 2)
        where.append(name)

    for kind in range(4):
        dump("real%d" % kind, recorded(cProfile.Profile(), kind), timed)
    dump("real nobuiltins.prof", recorded(cProfile.Profile(builtins=False), 1), timed)
    dump("pure", recorded(profile.Profile(), 2), counted)
    kinds = ("odd", "ties", "huge", "random", "deep", "odd", "random", "many") * 3
    # Once only: pstats keeps top-level functions in a set, whose order changes from run to run.
    for i, kind in enumerate(kinds + ("top",)):
        dump("%s%d" % (kind, i), synthetic(rng, kind, rng.choice((1, 2, 5, 12, 40))), timed)
    dump("crowd", synthetic(rng, "many", 400), timed)
    make_broken(rng, "real1")
    for i in range(4):
        dump("counted%d" % i, synthetic(rng, "counted", rng.choice((1, 3, 12, 40))), counted)
    return timed, counted


# --- scripts ----------------------------------------------------------------------------------

KEYS = list(pstats.Stats.sort_arg_dict_default)
REGEXES = [
    "f", "^a", "py$", "\\.py:", "(?i)A", "[a-c]", "init", "<", "\\(", "(", "[", "*", "a|b", "\\d{2,}",
    "built-in", "^\\{", "\\Z", "{", "{,2}", "\\w+\\b", "(?P<x>f).*(?P=x)?", "\\p{L}", "é|ö", "x{70}",
    "'", "\"", "'\"", "\\\\", "日", "\U0001f600", "\ufeff", "\xad", "[^\\x00-\\x7f]", "(?s:.)", "nan(",
    "\\N{COMMA}", "a++", "zzz", ".", "func1.", "1_0_", "0x10", "1e", "--1", "(?!x)",
]
NUMBERS = [
    "0", "1", "2", "3", "5", "10", "20", "100", "-1", "+3", "1_0", "٣", "007", "99999999999999999999",
    ".1", ".5", "0.5", "0.25", "1.0", "1.", "1.5", "-0.5", "-0.0", "0.0", "1e-05", "1e-1", "5e-1", "1e5",
    "nan", "inf", "-inf", "Infinity", "NaN", "0.3333333333333333", "0.1234567890123456789", "5e-324", "1E-2",
    ".5_0", "0_1.2_5", "٠.٥", "9" * 5000, "0.00001", "0.0001", "0.9999999999999999",
]
ODD_LINES = [
    "", "", " ", "foo", "stats5", "stats.5", "stats-1", "help foo", "help", "?", "? foo", "?foo bar", "!ls", "!",
    "sort", "sort foo", "sort c", "sort cum", "sort n", "sort t", "sort calls foo", "sort -1", "SORT calls",
    "reverse", "reverse x", "strip", "strip x", "read", "read ", "read nosuch", "read .", "add", "add nosuch",
    "add .", "read no such file", "add 'quoted' file", "stats\xa0.5", "\u2003stats\u20033\x1c", "stats\u200b3",
    "-x", "_", "sort\tcalls", "Stats", "EOFx", "callers callers", "\x85", "größe", "stats,5", "help help help",
]


def restriction(rng):
    return rng.choice(NUMBERS if rng.random() < 0.55 else REGEXES)


def sort_words(rng):
    words = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        word = rng.choice(KEYS)
        words.append(word if rng.random() < 0.6 else word[: rng.randint(1, len(word))])
    return words


def script(rng, names):
    lines = []
    for _ in range(rng.randint(1, 9)):
        kind = rng.random()
        if kind < 0.45:
            words = [rng.choice(("stats", "callers", "callees"))]
            words += [restriction(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
            lines.append(" ".join(words))
        elif kind < 0.70:
            lines.append("sort " + " ".join(sort_words(rng)))
        elif kind < 0.76:
            lines.append("reverse")
        elif kind < 0.82:
            lines.append("strip")
        elif kind < 0.87:
            lines.append("add " + rng.choice(names))
        elif kind < 0.90:
            lines.append("read " + rng.choice(names))
        elif kind < 0.93:
            lines.append("read " + rng.choice(list(BROKEN)))
        else:
            lines.append(rng.choice(ODD_LINES))
    if rng.random() < 0.3:
        lines.append(rng.choice(("quit", "EOF", "quit now", "EOF x")))
        if rng.random() < 0.3:
            lines.append("stats")
    end = rng.choice(("\n", "\n", "\n", "\r\n"))
    return end.join(lines) + (end if rng.random() < 0.8 else "")


# --- pstats -----------------------------------------------------------------------------------

with open(pstats.__file__, encoding="utf-8") as source:
    MAIN = compile(source.read(), pstats.__file__, "exec")


def browse(args, typed):
    """What `python3 -m pstats ARGS` prints; None if it ends in a traceback."""
    saved = sys.argv, sys.stdin, sys.stdout
    out = io.StringIO(newline="")
    sys.argv = ["pstats", *args]
    sys.stdin = io.StringIO(typed, newline=None)
    sys.stdout = out
    try:
        exec(MAIN, {"__name__": "__main__"})
    except Exception:
        return None
    finally:
        sys.argv, sys.stdin, sys.stdout = saved
    return out.getvalue()


def spot_check(args, typed, printed):
    process = subprocess.run(
        [sys.executable, "-m", "pstats", *args],
        input=typed.encode("utf-8", "surrogateescape"),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:surrogateescape", "PYTHONWARNINGS": "ignore"},
        check=True,
    )
    if process.stdout != printed.encode("utf-8", "surrogateescape"):
        sys.exit("pstats in its own process differs for %r %r" % (args, typed))


def printable(text):
    return not re.search("[\ud800-\udc7f\udd00-\udfff]", text)


def write(name, text):
    with open(name, "wb") as out:
        out.write(text.encode("utf-16-be", "surrogatepass"))


def main():
    warnings.simplefilter("ignore")
    rng = random.Random(int(sys.argv[1]))
    count = int(sys.argv[2])
    os.chdir(sys.argv[3])
    timed, counted = make_profiles(rng)
    made = crashed = checked = 0
    while made < count:
        names = timed if rng.random() < 0.85 else counted
        args = [rng.choice(names) for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 3)))]
        if rng.random() < 0.04:
            args.insert(0, rng.choice(["nosuch", ".", *BROKEN]))
        typed = script(rng, names)
        printed = browse(args, typed)
        if printed is None:
            crashed += 1
            continue
        if checked < SPOT_CHECKS and printable(printed):
            spot_check(args, typed, printed)
            checked += 1
        write("%04d.args" % made, "\n".join(args))
        write("%04d.in" % made, typed)
        write("%04d.out" % made, printed)
        made += 1
    print("Python %s; %d more pairs in which pstats itself fails" % (sys.version.split()[0], crashed))


if __name__ == "__main__":
    main()
