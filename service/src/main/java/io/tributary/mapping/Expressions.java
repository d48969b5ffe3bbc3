package io.tributary.mapping;

import java.time.Clock;
import java.util.List;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Reads expressions. JEXL parses them; see {@link Translator} for what is then done. */
public final class Expressions {

  /**
   * What is wrong with an expression.
   *
   * @param position the character where it is, from 1
   */
  public record Problem(int position, String message) {}

  private Expressions() {}

  /** Whether a source without a type is a path and not an expression. */
  public static boolean isPath(String source) {
    return Attribute.looksLike(source, Columns.unknown());
  }

  /** What is wrong with an expression; empty if it can be compiled. Columns are not checked. */
  public static List<Problem> check(String expression) {
    try {
      compile(expression, Columns.unknown(), Clock.systemUTC(), new Patterns());
      return List.of();
    } catch (ParseFailure e) {
      return List.of(new Problem(e.position(), String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      return List.of(new Problem(1, String.valueOf(e.getMessage())));
    }
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  static Expression compile(String text, Columns columns, Clock clock, Patterns patterns) {
    Escapes escapes = Escapes.of(text);
    Translator translator = new Translator(text, escapes.names(), columns);
    try {
      ASTJexlScript script = one(escapes.text());
      Node root = translator.node(script.jjtGetChild(0));
      return new Expression(root, translator.slots(), translator.nullifies(), clock, patterns);
    } catch (JexlException e) {
      throw failure(e, text);
    } catch (StackOverflowError e) {
      throw new ParseFailure("It is nested too deeply.", 1);
    }
  }

  /** Why a text cannot be read at all; null if it has the form of an expression. */
  public static @Nullable Problem unreadable(String text) {
    try {
      one(Escapes.of(text).text());
      return null;
    } catch (ParseFailure e) {
      return new Problem(e.position(), String.valueOf(e.getMessage()));
    } catch (JexlException e) {
      ParseFailure failure = failure(e, text);
      return new Problem(failure.position(), String.valueOf(failure.getMessage()));
    } catch (StackOverflowError e) {
      return new Problem(1, "It is nested too deeply.");
    }
  }

  private static ASTJexlScript one(String text) {
    ASTJexlScript script = parse(text);
    if (script.jjtGetNumChildren() != 1 || script instanceof ASTJexlLambda) {
      throw new ParseFailure("One expression is wanted.", 1);
    }
    return script;
  }

  private static ASTJexlScript parse(String text) {
    JexlFeatures features =
        new JexlFeatures()
            .script(false)
            .loops(false)
            .newInstance(false)
            .sideEffect(false)
            .sideEffectGlobal(false)
            .annotation(false)
            .pragma(false)
            .pragmaAnywhere(false)
            .structuredLiteral(true)
            .methodCall(true)
            // Only for x -> …; the translator refuses every other variable.
            .lambda(true)
            .localVar(true);
    return new Parser(";").parse(new JexlInfo("expression", 1, 1), features, text, null);
  }

  private static ParseFailure failure(JexlException e, String text) {
    JexlInfo info = e.getInfo();
    int position = info == null ? 1 : position(text, info.getLine(), info.getColumn());
    String near = text.substring(Math.min(position - 1, text.length()));
    String shown = near.length() > 20 ? near.substring(0, 20) + "…" : near;
    String what =
        e instanceof JexlException.Feature
            ? "This is not part of the language: "
            : "It cannot be read from here: ";
    return new ParseFailure(what + (shown.isEmpty() ? "its end" : shown), position);
  }

  /** The character, from 1, at a line and column, from 1. */
  static int position(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      start = end < 0 ? start : end + 1;
    }
    return Math.max(1, Math.min(start + column, text.length() + 1));
  }
}
