package io.tributary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A secret, and every spelling in which it may have got somewhere. */
public record Canary(String name, String secret) {

  /**
   * As it is, byte by byte, URL-encoded, escaped as in JSON, and in base64 at each of three
   * offsets.
   */
  public Set<String> spellings() {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(secret);
    spellings.add(new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    spellings.add(TestClient.encoded(secret));
    spellings.add(TestClient.encoded(secret).replace("+", "%20"));
    String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    spellings.add(escaped);
    spellings.add(escaped.replace("/", "\\/"));
    for (int offset = 0; offset < 3; offset++) {
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        spellings.add(encoded(encoder.withoutPadding(), offset));
      }
    }
    return spellings;
  }

  /**
   * The characters that depend on nothing but the secret, wherever it stands in what is encoded.
   */
  private String encoded(Base64.Encoder encoder, int offset) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String text = encoder.encodeToString(shifted);
    int first = (offset * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    return text.substring(first, end);
  }

  /** The spelling that is found there, or none. */
  private List<String> in(String where, String text) {
    List<String> found = new ArrayList<>();
    for (String spelling : spellings()) {
      if (text.contains(spelling)) {
        found.add(name + " in " + where + " as " + spelling.length() + " characters");
      }
    }
    return found;
  }

  /** Where any of them is found in a text. */
  public static List<String> found(List<Canary> canaries, String where, String text) {
    return canaries.stream().flatMap(canary -> canary.in(where, text).stream()).toList();
  }

  /** Where any of them is found in the files of a folder, byte by byte. */
  public static List<String> found(List<Canary> canaries, Path folder) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        found.addAll(found(canaries, file.toString(), bytes));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
