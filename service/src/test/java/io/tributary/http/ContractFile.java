package io.tributary.http;

import io.tributary.http.ContractStep.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One section of the contract as a file of cases; {@code contract/README.md} says how they are
 * written.
 *
 * @param strict whether the service holds the profile that enforces every rule
 */
record ContractFile(String name, boolean strict, List<Case> cases) {
  /**
   * A rule as a sentence, and the steps that show it.
   *
   * @param first whether what it makes is there for all cases after it
   */
  record Case(String rule, int line, boolean first, List<ContractStep> steps) {}

  static Path folder() {
    try {
      return Path.of(
              Objects.requireNonNull(ContractFile.class.getResource("contract/codes.txt")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<ContractFile> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+-.*\\.txt"))
          .sorted()
          .map(ContractFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContractFile read(Path file) {
    try {
      String name = file.getFileName().toString();
      return read(name, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ContractFile read(String name, List<String> lines) {
    List<Case> cases = new ArrayList<>();
    List<String> step = new ArrayList<>();
    boolean strict = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("== ")) {
        finish(cases, step);
        String rule = line.substring(3).strip();
        cases.add(new Case(rule, i + 1, rule.startsWith("First: "), new ArrayList<>()));
      } else if (line.strip().equals("profile adobe-strict")) {
        strict = true;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        if (ContractStep.begins(line)) {
          finish(cases, step);
        }
        step.add(line);
      }
    }
    finish(cases, step);
    return new ContractFile(name, strict, cases);
  }

  private static void finish(List<Case> cases, List<String> step) {
    if (!step.isEmpty()) {
      cases.get(cases.size() - 1).steps().add(ContractStep.read(step));
      step.clear();
    }
  }

  /** Every answer that its cases expect. */
  Stream<ContractStep.Expectation> expectations() {
    return cases.stream()
        .flatMap(one -> one.steps().stream())
        .filter(Call.class::isInstance)
        .map(step -> ((Call) step).expected());
  }
}
