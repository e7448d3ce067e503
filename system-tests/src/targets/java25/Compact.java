// SPDX-License-Identifier: Apache-2.0

// A compact source file: no class, no static, no String[]. In the default package by nature.
void main() { // calls(main: 1, <init>: 1)
  IO.println(greet("world") + count);
}

int count;

String greet(String name) { // calls(1)
  count++;
  return "hello " + name;
}
