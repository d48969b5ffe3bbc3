package io.tributary.mapping;

/**
 * Why a rule of a mapping set cannot be used.
 *
 * @param rule its position in {@code mappings}, from 0; behind the last if a rule is wanting
 * @param message what is wrong, where in the text, and what may have been meant
 */
public record RuleProblem(int rule, String source, String destination, String message) {
  @Override
  public String toString() {
    return "Mapping " + (rule + 1) + " (" + source + " → " + destination + "): " + message;
  }
}
