package io.tributary.mapping;

/** Filling text up to a length; longer text stays as it is. */
final class PaddingFunctions {
  private PaddingFunctions() {}

  static void addTo(Library.Group group) {
    group
        .seeingNulls("lpad", 2, 3, args -> padding(args) + args.text(0, ""))
        .seeingNulls("rpad", 2, 3, args -> args.text(0, "") + padding(args));
  }

  private static String padding(Args args) {
    String given = args.text(2, " ");
    String pad = given.isEmpty() ? " " : given;
    int wanted = args.whole(1);
    Scope.limit(wanted);
    int length = Math.max(0, wanted - args.text(0, "").length());
    return pad.repeat(length / pad.length()) + pad.substring(0, length % pad.length());
  }
}
