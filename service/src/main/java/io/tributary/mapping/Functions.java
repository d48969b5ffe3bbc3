package io.tributary.mapping;

import com.fasterxml.jackson.databind.JavaType;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions and operators of the language as {@code GET /languages/el/…} lists them. */
public final class Functions {

  /**
   * A function with an example that gives the result shown.
   *
   * @param result the example's value as text; null where it is null
   */
  public record Listed(
      String category,
      String function,
      String description,
      String syntax,
      String returns,
      String returnType,
      String example,
      @Nullable String result,
      List<Parameter> params,
      String since) {}

  /**
   * A parameter; a name that ends in {@code ...} may be given many times.
   *
   * @param type {@code REQUIRED} or {@code OPTIONAL}
   * @param position from 0
   */
  public record Parameter(
      String name, String description, String type, String dataType, int position) {}

  /** An operator. */
  public record Operator(
      String operatorSymbol,
      String methodName,
      int numberOfOperands,
      String description,
      String example) {}

  private Functions() {}

  /** Every function that an expression can call, by category. */
  public static List<Listed> list() {
    return read("functions.json", Listed.class);
  }

  public static List<Operator> operators() {
    return read("operators.json", Operator.class);
  }

  private static <T> List<T> read(String resource, Class<T> type) {
    JavaType list = Json.mapper().getTypeFactory().constructCollectionType(List.class, type);
    try (InputStream in = Functions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its file " + resource);
      }
      List<T> read = Json.mapper().readValue(in, list);
      return List.copyOf(read);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }
}
