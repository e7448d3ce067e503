// SPDX-License-Identifier: Apache-2.0
package targets;

/**
 * Bytecode shapes that are easy to get wrong when code is inserted: jumps back to a method's first
 * instruction, two-slot locals and arguments, wide indexes, every kind of return.
 */
class Loops {
  static int ticks;

  public static void main(String[] args) { // calls(1)
    System.out.println(header(5) + " " + spin(3) + " " + whileFirst(6));
    System.out.println(wide(1, 2L, 3.0, 4f, 5L, 6.0, (byte) 7, 'c', (short) 8, true));
    System.out.println(longs(10L) + " " + doubles(2.5) + " " + floats(1.5f));
    System.out.println(labels(5) + " " + many());
    System.out.println(
        flag(true) + " " + letter('x') + " " + small((byte) 3) + " " + tiny((short) 4));
    System.out.println(array(3).length + " " + nothing());
    done();
    System.out.println(reassign(3, 4L) + " " + ticks);
  }

  // The loop's header is the first instruction of the method.
  static int header(int n) { // calls(1)
    do {
      tick();
      n--;
    } while (n > 0);
    return n;
  }

  static int spin(int n) { // calls(1)
    while (true) {
      if (tick() > n * 100 || --n == 0) {
        return n;
      }
    }
  }

  static int whileFirst(int n) { // calls(1)
    while (n > 0) {
      n -= tick() > 0 ? 2 : 1;
    }
    return n;
  }

  static int tick() { // calls(17) callers(header: 5, spin: 3, whileFirst: 3, labels: 6)
    return ++ticks;
  }

  // calls(1)
  static String wide(
      int a, long b, double c, float d, long e, double f, byte g, char h, short i, boolean j) {
    long sum = a + b + (long) c + (long) d;
    double product = c * f;
    for (long k = e; k > 0; k--) {
      sum += k;
      double half = k / 2.0;
      product += half;
    }
    return sum + " " + product + " " + g + h + i + j;
  }

  static long longs(long n) { // calls(11/1) callers(main: 1, longs: 10/1)
    return n == 0 ? 0 : n + longs(n - 1);
  }

  static double doubles(double x) { // calls(4/1)
    return x < 0 ? x : x + doubles(x - 1.0);
  }

  static float floats(float x) { // calls(3/1)
    return x < 0 ? x : x + floats(x - 1f);
  }

  static int labels(int n) { // calls(1)
    int sum = 0;
    outer:
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j > i) {
          continue outer;
        }
        if (i == 3) {
          break outer;
        }
        sum += tick() * 0 + i + j;
      }
    }
    return sum;
  }

  static boolean flag(boolean b) { // calls(1)
    return !b;
  }

  static char letter(char c) { // calls(1)
    return ++c;
  }

  static byte small(byte b) { // calls(1)
    return (byte) (b << 6);
  }

  static short tiny(short s) { // calls(1)
    return (short) -s;
  }

  static int[] array(int n) { // calls(1)
    return new int[n];
  }

  static Object nothing() { // calls(1)
    return null;
  }

  static void done() {} // calls(1)

  // The arguments' slots are given new values, one of them of another kind.
  static long reassign(int n, long m) { // calls(1)
    for (; n > 0; n--) {
      m *= 2;
      {
        String text = "n" + n;
        m += text.length();
      }
      {
        double half = m / 2.0;
        m -= (long) half;
      }
    }
    return m;
  }

  // More than 255 slots of locals: loads and stores need the wide prefix.
  static long many() { // calls(1)
    long v0 = 0;
    long v1 = 1;
    long v2 = 2;
    long v3 = 3;
    long v4 = 4;
    long v5 = 5;
    long v6 = 6;
    long v7 = 7;
    long v8 = 8;
    long v9 = 9;
    long v10 = 10;
    long v11 = 11;
    long v12 = 12;
    long v13 = 13;
    long v14 = 14;
    long v15 = 15;
    long v16 = 16;
    long v17 = 17;
    long v18 = 18;
    long v19 = 19;
    long v20 = 20;
    long v21 = 21;
    long v22 = 22;
    long v23 = 23;
    long v24 = 24;
    long v25 = 25;
    long v26 = 26;
    long v27 = 27;
    long v28 = 28;
    long v29 = 29;
    long v30 = 30;
    long v31 = 31;
    long v32 = 32;
    long v33 = 33;
    long v34 = 34;
    long v35 = 35;
    long v36 = 36;
    long v37 = 37;
    long v38 = 38;
    long v39 = 39;
    long v40 = 40;
    long v41 = 41;
    long v42 = 42;
    long v43 = 43;
    long v44 = 44;
    long v45 = 45;
    long v46 = 46;
    long v47 = 47;
    long v48 = 48;
    long v49 = 49;
    long v50 = 50;
    long v51 = 51;
    long v52 = 52;
    long v53 = 53;
    long v54 = 54;
    long v55 = 55;
    long v56 = 56;
    long v57 = 57;
    long v58 = 58;
    long v59 = 59;
    long v60 = 60;
    long v61 = 61;
    long v62 = 62;
    long v63 = 63;
    long v64 = 64;
    long v65 = 65;
    long v66 = 66;
    long v67 = 67;
    long v68 = 68;
    long v69 = 69;
    long v70 = 70;
    long v71 = 71;
    long v72 = 72;
    long v73 = 73;
    long v74 = 74;
    long v75 = 75;
    long v76 = 76;
    long v77 = 77;
    long v78 = 78;
    long v79 = 79;
    long v80 = 80;
    long v81 = 81;
    long v82 = 82;
    long v83 = 83;
    long v84 = 84;
    long v85 = 85;
    long v86 = 86;
    long v87 = 87;
    long v88 = 88;
    long v89 = 89;
    long v90 = 90;
    long v91 = 91;
    long v92 = 92;
    long v93 = 93;
    long v94 = 94;
    long v95 = 95;
    long v96 = 96;
    long v97 = 97;
    long v98 = 98;
    long v99 = 99;
    long v100 = 100;
    long v101 = 101;
    long v102 = 102;
    long v103 = 103;
    long v104 = 104;
    long v105 = 105;
    long v106 = 106;
    long v107 = 107;
    long v108 = 108;
    long v109 = 109;
    long v110 = 110;
    long v111 = 111;
    long v112 = 112;
    long v113 = 113;
    long v114 = 114;
    long v115 = 115;
    long v116 = 116;
    long v117 = 117;
    long v118 = 118;
    long v119 = 119;
    long v120 = 120;
    long v121 = 121;
    long v122 = 122;
    long v123 = 123;
    long v124 = 124;
    long v125 = 125;
    long v126 = 126;
    long v127 = 127;
    long v128 = 128;
    long v129 = 129;
    long v130 = 130;
    long v131 = 131;
    long v132 = 132;
    long v133 = 133;
    long v134 = 134;
    long v135 = 135;
    long v136 = 136;
    long v137 = 137;
    long v138 = 138;
    long v139 = 139;
    int last = 0;
    for (int i = 0; i < 300; i++) {
      last += 200;
      v139 += last;
    }
    return v0 + v70 + v139 + last;
  }
}
