// SPDX-License-Identifier: Apache-2.0

// A quarter of a second of work, for the sample files of V8's CPU profiler.
function words(rounds) {
  let sum = 0;
  for (let r = 0; r < rounds; r++) {
    sum += "a bc ".repeat(2000).split(" ").length;
  }
  return sum;
}

function order(rounds) {
  let sum = 0;
  for (let r = 0; r < rounds; r++) {
    const numbers = Array.from({ length: 20000 }, (_, i) => (i * 31) % 10007);
    numbers.sort((a, b) => a - b);
    sum += numbers[r];
  }
  return sum;
}

console.log(words(300), order(20));
