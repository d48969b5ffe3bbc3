package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.http.ContractStep.Expectation;
import io.tributary.model.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Flow Service's contract, rule by rule: each case of {@code contract/*.txt} is played at a
 * real server, and every code of the contract has a case or a reason why nobody sees it here.
 */
final class ContractTest {
  private static final List<ContractFile> FILES = ContractFile.all();

  @TempDir static Path home;
  private static ContractStage lenient;
  private static ContractStage strict;

  @BeforeAll
  static void start() {
    lenient = new ContractStage(home.resolve("lenient"), false);
    strict = new ContractStage(home.resolve("strict"), true);
  }

  @AfterAll
  static void stop() {
    lenient.close();
    strict.close();
  }

  @TestFactory
  Stream<DynamicContainer> theServiceKeepsTheContract() {
    return FILES.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.name(), file.cases().stream().map(one -> played(file, one))));
  }

  private static DynamicTest played(ContractFile file, ContractFile.Case one) {
    String name = file.name() + ":" + one.line() + " " + one.rule();
    return DynamicTest.dynamicTest(name, () -> play(file, one, name));
  }

  /** Reports of dynamic tests number them; the failure itself tells which it was. */
  private static void play(ContractFile file, ContractFile.Case one, String name) {
    try {
      (file.strict() ? strict : lenient).play(one);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(name + "\n" + e.getMessage(), e);
    }
  }

  /** The codes that the cases expect, {@code 1403-400 Header is missing}. */
  private static Set<String> shown() {
    Set<String> shown = new TreeSet<>();
    FILES.stream()
        .flatMap(ContractFile::expectations)
        .filter(expected -> !expected.code().isEmpty())
        .forEach(expected -> shown.add(named(expected)));
    return shown;
  }

  private static String named(Expectation expected) {
    String code =
        expected.code().matches("\\d{4}")
            ? expected.code() + "-" + expected.status()
            : expected.code();
    return code + " " + ContractRefusal.title(expected, code);
  }

  @Test
  void everyCodeHasACaseOrAReason() {
    Set<String> shown = shown();
    List<String> wrong = new ArrayList<>();
    for (ContractCodes line : ContractCodes.all()) {
      for (String code : line.codes()) {
        boolean isShown = shown.remove(code + " " + line.title());
        if (isShown != line.reason().isEmpty()) {
          wrong.add(code + (isShown ? " has a case and a reason" : " has neither"));
        }
      }
    }
    shown.forEach(code -> wrong.add(code + " is not in codes.txt"));
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyCodeThatTheServiceKnowsIsOneOfTheContract() {
    EnumSet<ErrorCode.Family> families =
        EnumSet.of(ErrorCode.Family.FLOW, ErrorCode.Family.GATEWAY, ErrorCode.Family.PLAIN);
    List<String> unknown = new ArrayList<>();
    for (ErrorCode code : ErrorCode.values()) {
      boolean flow = code.family() == ErrorCode.Family.FLOW;
      String number = flow ? code.number() + "-" + code.status() : code.number();
      if (families.contains(code.family())
          && !ContractCodes.titles(number).contains(code.title())) {
        unknown.add(number + " " + code.title());
      }
    }
    assertThat(unknown).isEmpty();
  }
}
