# SPDX-License-Identifier: Apache-2.0
"""Loads marshal data as pstats does, one case after the other, and says how each ended.

Standard input: for each case 4 bytes of length, then as many bytes.
Standard output: for each case a line, "ok", the class and message of the exception, or
"crashed" if Python itself did not survive.
"""
import io
import marshal
import os
import resource
import struct
import sys


def answer(data):
    try:
        marshal.load(io.BytesIO(data))
        return "ok"
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def answers(cases):
    """Those of the first cases, up to one that kills the process."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        # Python allocates what a count claims; without this, five bytes can take all memory.
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        with open(writing, "w", encoding="utf-8", errors="replace") as out:
            for data in cases:
                line = answer(data).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
                print(line, file=out, flush=True)
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8", newline="\n") as lines:
        result = lines.read().split("\n")[:-1]
    os.wait()
    return result


cases = []
while head := sys.stdin.buffer.read(4):
    cases.append(sys.stdin.buffer.read(struct.unpack("<I", head)[0]))
done = []
while len(done) < len(cases):
    done += answers(cases[len(done):])
    if len(done) < len(cases):
        done.append("crashed")
for line in done:
    sys.stdout.buffer.write((line + "\n").encode("utf-8"))
