package io.tributary.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Every code of the contract: its title, and why no case provokes it, where none does.
 *
 * @param codes by which it is answered, {@code 1403-400}; several where the same reason holds
 * @param reason why nobody sees it here; empty where a case shows it
 */
record ContractCodes(List<String> codes, String title, String reason) {

  /** The lines of {@code codes.txt}. */
  static List<ContractCodes> all() {
    List<ContractCodes> all = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(ContractFile.folder().resolve("codes.txt"))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\\|", -1);
          String reason = parts.length > 2 ? parts[2].strip() : "";
          all.add(
              new ContractCodes(
                  List.of(parts[0].strip().split(",\\s*")), parts[1].strip(), reason));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The title that a code has; one of those that it has where it stands twice. */
  static List<String> titles(String code) {
    return all().stream()
        .filter(line -> line.codes().contains(code))
        .map(ContractCodes::title)
        .toList();
  }
}
