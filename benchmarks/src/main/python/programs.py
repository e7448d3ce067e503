# SPDX-License-Identifier: Apache-2.0
"""The programs of the bench that Python runs too: programs.py NAME ROUNDS.

Prints what dev.tally.bench.program.Rounds prints, for dev.tally.bench.Fork to read.
"""

import sys
import time

CALLS = 500_000
MASK = 0xFFFF_FFFF


class Fib:
    """As Fib.java with a smaller number: 635,621 calls a round."""

    calls_a_round = {"fib": 635_621}

    def round(self):
        return fib(27)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class ShortCalls:
    """As ShortCalls.java: a loop that does nothing but call."""

    calls_a_round = {"mix": CALLS, "calls": 1}

    def round(self):
        return calls(1)


class BesideLoop:
    """As BesideLoop.java: the same loop, and beside it one without calls."""

    calls_a_round = {"mix": CALLS, "calls": 1, "loop": 1}
    nanos = {"calls": 0, "loop": 0}

    def round(self):
        start = time.perf_counter_ns()
        x = calls(1)
        middle = time.perf_counter_ns()
        x = loop(x)
        self.nanos["calls"] += middle - start
        self.nanos["loop"] += time.perf_counter_ns() - middle
        return x


def calls(x):
    for _ in range(CALLS):
        x = mix(x)
    return x


def mix(x):
    return (x * 1_103_515_245 + 12_345) & MASK


def loop(x):
    for _ in range(2 * CALLS):
        x = (x * 1_103_515_245 + 12_345) & MASK
    return x


def main(name, rounds):
    program = {"Fib": Fib, "ShortCalls": ShortCalls, "BesideLoop": BesideLoop}[name]()
    check = 0
    for _ in range(rounds):
        wall, thread, process = time.perf_counter_ns(), time.thread_time_ns(), time.process_time_ns()
        check = (check * 31 + program.round()) & MASK
        process = time.process_time_ns() - process
        thread = time.thread_time_ns() - thread
        wall = time.perf_counter_ns() - wall
        print(f"@round={wall} {thread} {process} 0")  # No yardstick.
    print(f"@check={check}")
    for function, n in program.calls_a_round.items():
        print(f"@calls.{name}.{function}={n * rounds}")
    for function, n in getattr(program, "nanos", {}).items():
        print(f"@cumulative.{name}.{function}={n}")
    print_resident()


def print_resident():
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    print(f"@resident={int(line.split()[1]) * 1024}")
    except OSError:
        pass  # Only Linux tells.


main(sys.argv[1], int(sys.argv[2]))
