# SPDX-License-Identifier: Apache-2.0
"""Writes the golden transcripts anew: python3 golden.py, with Python 3.11, in this folder.

Each of golden/*.txt names the profiles that are browsed, then has what is typed, then what
pstats prints; dates, which are those of the files, are written as DATE.
"""
import cProfile
import itertools
import marshal
import os
import re

from pairs import browse

DATE = re.compile(r"\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}(?=    )")

SHOP = '''
def price(item):
    return len(item) * 2

def total(items):
    return sum(map(price, items))

def checkout(items):
    try:
        return total(items) + int("x")
    except ValueError:
        return total(items)

for _ in range(3):
    checkout(["apple", "pear", "fig"])
'''
FIB = '''
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def even(n):
    return n == 0 or odd(n - 1)

def odd(n):
    return n != 0 and even(n - 1)

fib(6)
even(5)
'''


def recorded(name, source):
    """A real recording, but for a clock that moves by a millisecond each time it is read."""
    ticks = itertools.count()
    profiler = cProfile.Profile(lambda: next(ticks), 0.001)
    code = compile(source, name, "exec")
    profiler.enable()
    exec(code, {})
    profiler.disable()
    profiler.create_stats()
    # cProfile's own order is that of memory addresses.
    return {key: profiler.stats[key] for key in sorted(profiler.stats)}


def timed(calls, seconds, callers=None, primitive=None, cumulative=None):
    return (
        calls if primitive is None else primitive,
        calls,
        seconds,
        seconds if cumulative is None else cumulative,
        callers or {},
    )


MAIN = ("app/main.py", 1, "<module>")
LOAD = ("app/load.py", 10, "load")
LOAD_TOO = ("lib/load.py", 10, "load")
PARSE = ("lib/parse.py", 5, "parse")



def profilee():
    """What CPython's own tests profile, with the clock that stands in there for a real one."""
    from test import profilee as program

    profiler = cProfile.Profile(program.timer, 0.001)
    program.TICKS = 42000
    profiler.runctx("testfunc()", vars(program), vars(program))
    profiler.create_stats()
    return {
        (os.path.basename(file), line, name): (cc, nc, tt, ct, {
            (os.path.basename(f), l, n): edge for (f, l, n), edge in sorted(callers.items())})
        for (file, line, name), (cc, nc, tt, ct, callers) in sorted(profiler.stats.items())
    }


PROFILES = {
    "profilee": profilee(),
    "shop": recorded("src/shop/cart.py", SHOP),
    "fib": recorded("fib.py", FIB),
    # Functions and callers that become equal without their folders.
    "folders": {
        MAIN: timed(1, 0.25, cumulative=2.5),
        LOAD: timed(2, 0.5, {MAIN: (2, 2, 0.5, 1.5)}, cumulative=1.5),
        LOAD_TOO: timed(3, 0.75, {MAIN: (3, 3, 0.75, 0.75)}),
        PARSE: timed(
            5, 1.0, {LOAD: (2, 2, 0.25, 0.25), LOAD_TOO: (3, 3, 0.75, 0.75)}, primitive=4),
    },
    "ties": {
        ("t.py", line, name): timed(calls, 1.0)
        for line, name, calls in ((3, "b", 2), (1, "c", 2), (2, "a", 2), (4, "d", 1), (5, "a", 1))
    },
    # What %8.3f makes of them: halves to even, on the exact value of the double.
    "numbers": {
        ("n.py", i, "f%d" % i): timed(n, seconds)
        for i, (n, seconds) in enumerate((
            (1, 0.0005), (1, 1.0005), (1, 0.0625), (1, 0.1875), (3, 1.0), (0, 1.5), (1, -0.0),
            (1, 1e22), (2**62, 123456789.0), (2**62, 5e-324), (1, float("inf")), (2**62, 0.0),
        ))
    },
    # As the profile module and the sampler of Python 3.15 write callers.
    "counted": {
        MAIN: timed(1, 0.1, cumulative=1.0),
        LOAD: timed(3, 0.4, {MAIN: 3}, cumulative=0.9),
        PARSE: timed(12, 0.5, {LOAD: 10, MAIN: 2}),
    },
    "texts": {
        ("~", 0, "<built-in method builtins.len>"): timed(4, 0.5),
        ("~", 0, "<>"): timed(1, 0.5),
        ("~", 0, "<"): timed(1, 0.5),
        ("~", 1, "<x>"): timed(1, 0.5),
        ("größe.py", 1, "maß"): timed(2, 0.5, {("\U0001f600.py", 2, "名前"): (2, 2, 0.5, 0.5)}),
        ("\U0001f600.py", 2, "名前"): timed(2, 0.5),
        ("\uffff.py", 3, "last but one"): timed(2, 0.5),
        ("it's.py", 4, 'say "hi"'): timed(2, 0.5),
        ("tab\t.py", 5, "new\nline"): timed(2, 0.5),
    },
    "top": {
        MAIN: timed(1, 0.5, {("jprofile", 0, "profiler"): (1, 1, 0.5, 1.0)}, cumulative=1.0),
        LOAD: timed(1, 0.5, {MAIN: (1, 1, 0.5, 0.5)}),
    },
}

TRANSCRIPTS = {
    "what cpython tests": (["profilee"], "sort stdname\nstats\ncallers\ncallees\n"),
    "all of a recording": (["shop"], "stats\n"),
    "the usual first look": (["shop"], "sort cumtime\nstats 5\n"),
    "callers and callees": (["shop"], "sort cumtime\ncallers price\ncallees total|checkout\n"),
    "recursion": (["fib"], "sort calls\nstats\ncallers\ncallees\n"),
    "several keys": (["ties"], "sort calls name\nstats\nsort pcalls line\nstats\n"),
    "ties keep their order": (["ties"], "sort time\nstats\nreverse\nstats\nsort tottime\nstats\n"),
    "every key": (["folders"], "".join("sort %s\nstats 3\n" % key for key in (
        "calls cumtime filename line module name nfl pcalls stdname time").split())),
    "shortened keys": (["ties"], "sort cu\nstats 1\nsort f l\nstats 1\nsort na\nstats 1\n"),
    "ambiguous keys": (["ties"], "sort c\nsort cum\nsort n\nsort t calls\nsort\n"),
    "numbers restrict": (["ties"], "stats 2\nstats 0\nstats 5\nstats 6\nstats -1\nstats +1\n"),
    "fractions restrict": (["ties"], "stats .5\nstats 0.1\nstats .09\nstats 1.0\nstats 1e-1\n"),
    "fractions that are none": (["ties"], "stats 1.5\nstats -.5 2\nstats inf\nstats nan\n"),
    "expressions restrict": (["shop"], "stats cart\nstats ^\\{\nstats \\bp(?=rice)\nstats none\n"),
    "expressions that are none": (["ties"], "stats (\nstats * a\nstats \\p{L}\nstats [b-a]\n"),
    "restrictions in a row": (["shop"], "sort name\nstats cart .5 1\ncallers 5 o 2\n"),
    "how restrictions are quoted": (["texts"], "stats '\nstats \"hi\nstats \\d\nstats [äö] 1\n"),
    "nothing left": (["shop"], "sort name\nstats zzz\ncallers zzz\ncallees zzz\n"),
    "rounding": (["numbers"], "stats\nsort time\nstats 3\n"),
    "names and widths": (["texts"], "sort stdname\nstats\ncallers\ncallees größe\n"),
    "folders stripped": (["folders"], "sort time\nstrip\nstats\ncallers\ncallees\n"),
    "two profiles": (["folders", "ties"], "sort cumtime\nstats\n"),
    "adding forgets the order": (["ties"], "sort name\nadd folders\nstats\nadd ties\nstats\n"),
    "adding keeps stale callees": (
        ["ties"], "callees\nadd folders\ncallees\nstrip\ncallees\n"),
    "callers that are only counted": (["counted"], "sort cumtime\nstats\ncallers\ncallees\nstrip\ncallers\n"),
    "top level": (["top"], "stats\nstrip\nstats\ncallers\n"),
    "reading another": (["ties"], "sort name\nread fib\nstats 1\nread\nstats 1\n"),
    "files that are not there": (["nosuch"], "read nosuch\nread\nadd ties\nread ties\nadd nosuch\nstats 1\n"),
    "nothing loaded": ([], "stats\ncallers 1.5\ncallees\nsort\nreverse\nstrip\nadd ties\nread\nquit\n"),
    "unknown commands": (["ties"], "foo\n\n!ls\n-x\nstats5\nhelp foo\n? bar\nSTATS\nquit now\nstats\n"),
    "empty lines repeat": (["ties"], "\nsort name\nstats 1\n\n   \nreverse\n\nstats 1\nEOF\n"),
    "help": (["ties"], "help\n?\n"),
    "blanks of all kinds": (["ties"], "\u2003stats\u00a02\u001c \n\tsort\tname  calls\u0085\nstats.2\n"),
}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    os.chdir(os.path.join(here, "golden", "profiles"))
    for name, stats in PROFILES.items():
        with open(name, "wb") as out:
            marshal.dump(stats, out)
    for number, (title, (names, typed)) in enumerate(TRANSCRIPTS.items(), 1):
        printed = DATE.sub("DATE", browse(names, typed))
        path = "../%02d-%s.txt" % (number, title.replace(" ", "-"))
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.write("-- profiles: %s\n-- typed:\n%s-- printed:\n%s" % (" ".join(names), typed, printed))


if __name__ == "__main__":
    main()
