package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What goes back.
 *
 * @param contentType empty when there is no body
 * @param headers beside the ones that every answer has
 */
record Answer(
    int status, String contentType, ByteArrayOutputStream body, Map<String, String> headers) {
  static final String JSON = "application/json;charset=utf-8";
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes one JSON value. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  static Answer json(int status, Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(status, JSON, bytes, Map.of());
  }

  static Answer empty(int status) {
    return new Answer(status, "", new ByteArrayOutputStream(0), Map.of());
  }

  static Answer html(int status, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    return new Answer(status, "text/html;charset=iso-8859-1", bytes, Map.of());
  }

  Answer with(Map<String, String> more) {
    return new Answer(status, contentType, body, more);
  }
}
