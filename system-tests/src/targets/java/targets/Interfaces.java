// SPDX-License-Identifier: Apache-2.0
package targets;

/** Default, static and private interface methods, and calls through several supertypes. */
class Interfaces {
  interface Shape {
    double area();

    default String describe() { // calls(5)
      return label() + " " + Math.round(area()); // builtin(java.lang.Math.round: 5)
    }

    private String label() { // calls(5) callers(Shape.describe: 5)
      return prefix() + getClass().getSimpleName();
    }

    private static String prefix() { // calls(5) callers(Shape.label: 5)
      return "a ";
    }

    static Shape unit() { // calls(1)
      return new Square(1);
    }
  }

  interface Named {
    default String describe() { // calls(2) callers(Both.describe: 2)
      return "named";
    }
  }

  static class Square implements Shape {
    final double side;

    Square(double side) { // calls(5)
      this.side = side;
    }

    @Override
    public double area() { // calls(5) callers(Shape.describe: 5)
      return side * side;
    }
  }

  /** The diamond: chooses, and calls both by name. */
  static class Both extends Square implements Named {
    Both(double side) { // calls(2)
      super(side);
    }

    @Override
    public String describe() { // calls(2) callers(main: 2)
      return super.describe() + " " + Named.super.describe();
    }
  }

  public static void main(String[] args) { // calls(1)
    Shape[] shapes = {new Square(2), Shape.unit(), new Square(3), new Both(4), new Both(5)};
    for (Shape shape : shapes) {
      System.out.println(shape.describe());
    }
  }
}
