package io.tributary.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the program: a code of the contract and a message that says what, where and
 * what next.
 */
public final class TributaryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, String> report;

  public TributaryException(ErrorCode code, String message) {
    this(code, message, Map.of(), null);
  }

  public TributaryException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, Map.of(), cause);
  }

  public TributaryException(
      ErrorCode code, String message, Map<String, String> report, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.report = new LinkedHashMap<>(report);
  }

  public ErrorCode code() {
    return code;
  }

  /** Further facts for the problem document's {@code report}, in order; never secrets. */
  public Map<String, String> report() {
    return Collections.unmodifiableMap(report);
  }

  public String text() {
    String message = getMessage();
    return message == null ? code.title() : message;
  }
}
