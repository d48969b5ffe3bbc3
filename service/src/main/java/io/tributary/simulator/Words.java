package io.tributary.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The word lists that made-up records are drawn from. */
final class Words {
  static final List<Culture> CULTURES =
      read("people.json", new TypeReference<List<RawCulture>>() {}).stream()
          .map(RawCulture::parsed)
          .toList();
  private static final Map<String, List<String>> LISTS =
      read("words.json", new TypeReference<>() {});

  private Words() {}

  /** A name and its letters as they stand in an e-mail address. */
  record Name(String text, String ascii) {}

  record City(String name, String state, String zip) {}

  /** People of one country. {@code domain} is the usual end of its internet addresses. */
  record Culture(
      String country,
      String language,
      String dial,
      String domain,
      List<Name> first,
      List<Name> last,
      List<City> cities) {}

  record RawCulture(
      String country,
      String language,
      String dial,
      String domain,
      List<String> first,
      List<String> last,
      List<String> cities) {
    Culture parsed() {
      return new Culture(
          country,
          language,
          dial,
          domain,
          first.stream().map(Words::name).toList(),
          last.stream().map(Words::name).toList(),
          cities.stream().map(Words::city).toList());
    }
  }

  static List<String> list(String name) {
    return LISTS.getOrDefault(name, List.of());
  }

  private static Name name(String line) {
    int bar = line.indexOf('|');
    return bar < 0
        ? new Name(line, ascii(line))
        : new Name(line.substring(0, bar), line.substring(bar + 1));
  }

  private static City city(String line) {
    List<String> parts = List.of(line.split("\\|", -1));
    return new City(parts.get(0), parts.get(1), parts.get(2));
  }

  /** Lower-case letters and digits only. */
  static String ascii(String text) {
    String plain =
        text.replace("ß", "ss")
            .replace('ł', 'l')
            .replace('Ł', 'l')
            .replace('ı', 'i')
            .replace('đ', 'd')
            .replace('Đ', 'd')
            .replace('Ø', 'o')
            .replace('ø', 'o');
    return Normalizer.normalize(plain, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]", "");
  }

  private static <T> T read(String resource, TypeReference<T> type) {
    try (InputStream in = Words.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing from the jar");
      }
      return new ObjectMapper().readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
