// SPDX-License-Identifier: Apache-2.0

// A little work, for the sample file of callgrind.
#include <stdio.h>

static int odd(int n);

static int even(int n) { return n == 0 ? 1 : odd(n - 1); }

static int odd(int n) { return n == 0 ? 0 : even(n - 1); }

static long sum(int rounds) {
  long sum = 0;
  for (int r = 0; r < rounds; r++) {
    sum += even(r % 10) + r;
  }
  return sum;
}

int main(void) {
  printf("%ld\n", sum(1000));
  return 0;
}
