# SPDX-License-Identifier: Apache-2.0

def words(rounds):
    return sum(len(("a bc " * 2000).split(" ")) for _ in range(rounds))


def order(rounds):
    return sum(sorted(i * 31 % 10007 for i in range(20000))[r] for r in range(rounds))


def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


print(words(20), order(3), ways(8))
