package io.tributary.mapping;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Choosing, comparing, converting, and making identifiers. */
final class LogicFunctions {
  private LogicFunctions() {}

  static void addTo(Library.Group group) {
    group
        // Both are bound in Forms, so that only the branch taken is computed.
        .seeingNulls("iif", 3, 3, args -> null)
        .seeingNulls("decode", 3, Function.ANY, args -> null)
        .seeingNulls("min", 1, Function.ANY, args -> outermost(args, -1))
        .seeingNulls("max", 1, Function.ANY, args -> outermost(args, 1))
        .add("to_integer", 1, 1, LogicFunctions::integer)
        .add("to_decimal", 1, 1, LogicFunctions::decimal)
        .add("to_float", 1, 1, LogicFunctions::single)
        .add("to_bigint", 1, 1, LogicFunctions::exact)
        .add("uuid", 0, 0, args -> UUID.randomUUID().toString())
        .alias("guid", "uuid");
  }

  /** Nulls are passed over. */
  private static @Nullable Object outermost(Args args, int sign) {
    Object best = null;
    for (Object element : args.elements()) {
      args.scope().meet(element, best);
      if (element != null && (best == null || Operations.compare(element, best) * sign > 0)) {
        best = element;
      }
    }
    return best;
  }

  /** As many digits as a number of single precision has, and none that only the format adds. */
  private static Double single(Args args) {
    return Double.valueOf(Float.toString(decimal(args).floatValue()));
  }

  /** Digits after the point are cut off. */
  private static Long integer(Args args) {
    Long whole = Numbers.whole(args.value(0));
    if (whole != null) {
      return whole;
    }
    BigDecimal number = exact(args);
    Long cut =
        Math.abs(number.doubleValue()) < 0x1p63
            ? Numbers.whole(number.setScale(0, java.math.RoundingMode.DOWN))
            : null;
    if (cut == null) {
      throw args.wrong(0, "an integer of 64 bits");
    }
    return cut;
  }

  private static Double decimal(Args args) {
    Double number = Numbers.real(args.value(0));
    if (number == null) {
      throw args.wrong(0, "a number");
    }
    return number;
  }

  private static BigDecimal exact(Args args) {
    BigDecimal number = Numbers.exact(args.value(0));
    if (number == null || Math.abs((long) number.scale()) > 1000) {
      throw args.wrong(0, "a number");
    }
    return number;
  }
}
