package io.tributary.mapping;

import io.tributary.mapping.Columns.Found;
import io.tributary.mapping.Path.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.parser.ASTArguments;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Functions that do not see all their arguments as values. */
final class Forms {
  /** How many nodes of a body one step pays for, each time that it is computed. */
  private static final int NODES = 4;

  private Forms() {}

  /** Null for a function whose arguments are values. */
  static @Nullable Node node(String name, ASTArguments arguments, Translator translator) {
    return switch (name) {
      case "iif" -> iif(translator.children(arguments));
      case "decode" -> decode(translator.children(arguments));
      case "coalesce" -> coalesce(translator.children(arguments));
      case "contains_key", "is_set" -> exists(arguments.jjtGetChild(0), translator);
      case "filterArray" -> each(name, arguments, translator, true);
      case "transformArray" -> each(name, arguments, translator, false);
      default -> null;
    };
  }

  static Node iif(Node[] arguments) {
    return scope -> arguments[Operations.truth(arguments[0].in(scope)) ? 1 : 2].in(scope);
  }

  /** Keys and values in turn; a last one alone is the default. */
  private static Node decode(Node[] arguments) {
    return scope -> {
      Object key = arguments[0].in(scope);
      for (int i = 1; i + 1 < arguments.length; i += 2) {
        Object candidate = arguments[i].in(scope);
        scope.meet(key, candidate);
        if (Operations.same(key, candidate)) {
          return arguments[i + 1].in(scope);
        }
      }
      return arguments.length % 2 == 0 ? arguments[arguments.length - 1].in(scope) : null;
    };
  }

  static Node coalesce(Node[] arguments) {
    return scope -> {
      for (Node argument : arguments) {
        Object value = argument.in(scope);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }

  private static Node exists(JexlNode argument, Translator translator) {
    List<Part> path;
    if (argument instanceof ASTStringLiteral text) {
      path = Path.parse(text.getLiteral()).parts();
    } else if (argument instanceof ASTIdentifier || argument instanceof ASTReference) {
      path = translator.references().path(argument);
    } else {
      throw translator.failure(argument, "contains_key wants a path of the source.");
    }
    Found found = translator.references().column(path);
    if (found == null) {
      return Translator.constant(false);
    }
    int column = found.index();
    List<Part> inside = found.inside();
    return scope -> exists(scope.value(column), inside);
  }

  /** A column without a value does not exist; a key of an object does. */
  private static boolean exists(@Nullable Object value, List<Part> inside) {
    if (inside.isEmpty()) {
      return value != null;
    }
    Part last = inside.get(inside.size() - 1);
    Object container = Nested.read(value, inside.subList(0, inside.size() - 1), 0);
    if (last instanceof Path.Name name) {
      return container instanceof Map<?, ?> map && map.containsKey(name.text());
    }
    int index = last instanceof Path.At at ? at.index() : 0;
    return container instanceof List<?> list && index < list.size();
  }

  private static Node each(
      String name, ASTArguments arguments, Translator translator, boolean filter) {
    if (!(arguments.jjtGetChild(1) instanceof ASTJexlLambda lambda)
        || lambda.getParameters() == null
        || lambda.getParameters().length != 1) {
      JexlNode second = arguments.jjtGetChild(1);
      throw translator.failure(second, name + " wants x -> … as its second argument.");
    }
    Node list = translator.child(arguments, 0);
    int[] slot = new int[1];
    int before = translator.nodes();
    JexlNode tree = lambda.jjtGetChild(lambda.jjtGetNumChildren() - 1);
    Node body =
        translator.withVariable(lambda.getParameters()[0], tree, number -> slot[0] = number);
    int price = (translator.nodes() - before) / NODES + 1;
    return scope -> {
      Object elements = list.in(scope);
      if (elements == null) {
        return null;
      }
      List<?> given = new Args(name, new Object[] {elements}, scope).list(0);
      scope.spend((long) price * given.size());
      return each(given, body, slot[0], filter, scope);
    };
  }

  private static List<@Nullable Object> each(
      List<?> list, Node body, int slot, boolean filter, Scope scope) {
    List<@Nullable Object> made = new ArrayList<>();
    for (Object element : list) {
      scope.set(slot, element);
      Object result = body.in(scope);
      scope.weigh(result);
      if (!filter) {
        made.add(result);
      } else if (Operations.truth(result)) {
        made.add(element);
      }
    }
    return made;
  }
}
