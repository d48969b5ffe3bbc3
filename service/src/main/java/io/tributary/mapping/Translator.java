package io.tributary.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.parser.ASTArguments;
import org.apache.commons.jexl3.parser.ASTArrayLiteral;
import org.apache.commons.jexl3.parser.ASTEmptyFunction;
import org.apache.commons.jexl3.parser.ASTFalseNode;
import org.apache.commons.jexl3.parser.ASTFunctionNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTMapLiteral;
import org.apache.commons.jexl3.parser.ASTNamespaceIdentifier;
import org.apache.commons.jexl3.parser.ASTNullLiteral;
import org.apache.commons.jexl3.parser.ASTNumberLiteral;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTReferenceExpression;
import org.apache.commons.jexl3.parser.ASTSetLiteral;
import org.apache.commons.jexl3.parser.ASTSizeFunction;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.ASTTrueNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns JEXL's syntax tree into nodes of our own. JEXL never runs anything: what is not translated
 * here does not exist, so that no expression can reach a class, assign, loop or define.
 */
final class Translator {
  private static final int DEEPEST = 300;

  private final References references;
  private final Columns columns;
  private final Map<String, Integer> variables = new LinkedHashMap<>();
  private final String source;
  private int slots;
  private int nodes;
  private int depth;
  private boolean nullifies;

  Translator(String source, Map<String, String> names, Columns columns) {
    this.source = source;
    this.columns = columns;
    references = new References(this, names, columns);
  }

  /** How many variables an evaluation needs. */
  int slots() {
    return slots;
  }

  /** Whether {@code nullify} is called anywhere. */
  boolean nullifies() {
    return nullifies;
  }

  /** How many nodes there are so far. */
  int nodes() {
    return nodes;
  }

  References references() {
    return references;
  }

  Node node(JexlNode tree) {
    if (++depth > DEEPEST) {
      throw failure(tree, "It is nested too deeply.");
    }
    nodes++;
    Node node = literal(tree);
    node = node == null ? reference(tree) : node;
    node = node == null ? Operators.node(tree, this) : node;
    depth--;
    if (node == null) {
      String kind = tree.getClass().getSimpleName().replaceAll("^AST|Node$|Statement$", "");
      throw failure(tree, kind + " is not part of the language.");
    }
    return node;
  }

  Node child(JexlNode tree, int index) {
    return node(tree.jjtGetChild(index));
  }

  Node[] children(JexlNode tree) {
    Node[] nodes = new Node[tree.jjtGetNumChildren()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = child(tree, i);
    }
    return nodes;
  }

  private @Nullable Node reference(JexlNode tree) {
    if (tree instanceof ASTNamespaceIdentifier) {
      return null;
    }
    if (tree instanceof ASTIdentifier || tree instanceof ASTReference) {
      return references.node(tree);
    }
    if (tree instanceof ASTFunctionNode) {
      return call(tree.jjtGetChild(0), (ASTArguments) tree.jjtGetChild(1));
    }
    if (tree instanceof ASTReferenceExpression) {
      return child(tree, 0);
    }
    if (tree instanceof ASTEmptyFunction || tree instanceof ASTSizeFunction) {
      String name = tree instanceof ASTEmptyFunction ? "is_empty" : "size_of";
      return Library.required(name).node(children(tree));
    }
    return null;
  }

  private Node call(JexlNode identifier, ASTArguments arguments) {
    String name = identifier.toString();
    if (identifier instanceof ASTNamespaceIdentifier) {
      throw failure(identifier, "Functions have no namespace.");
    }
    String refusal = Library.refusal(name);
    if (refusal != null) {
      throw failure(identifier, refusal);
    }
    nullifies |= name.equals("nullify");
    Function function = Library.required(name);
    String wrong = function.wrong(arguments.jjtGetNumChildren());
    if (wrong != null) {
      throw failure(identifier, wrong);
    }
    if (HashFunctions.NAMES.contains(name)) {
      columns.hashed();
    }
    Node form = Forms.node(name, arguments, this);
    return form != null ? form : function.node(children(arguments));
  }

  private @Nullable Node literal(JexlNode tree) {
    if (tree instanceof ASTStringLiteral text) {
      return constant(text.getLiteral());
    }
    if (tree instanceof ASTNumberLiteral number) {
      Number value = number.getLiteral();
      return constant(value instanceof Integer small ? Long.valueOf(small) : value);
    }
    if (tree instanceof ASTTrueNode || tree instanceof ASTFalseNode) {
      return constant(tree instanceof ASTTrueNode);
    }
    if (tree instanceof ASTNullLiteral) {
      return constant(null);
    }
    if (tree instanceof ASTArrayLiteral) {
      return list(children(tree));
    }
    boolean emptyObject = tree instanceof ASTSetLiteral && tree.jjtGetNumChildren() == 0;
    return tree instanceof ASTMapLiteral || emptyObject ? object(tree) : null;
  }

  static Node constant(@Nullable Object value) {
    return scope -> value;
  }

  private static Node list(Node[] elements) {
    return scope -> {
      List<@Nullable Object> list = new ArrayList<>(elements.length);
      for (Node element : elements) {
        list.add(element.in(scope));
      }
      return list;
    };
  }

  private Node object(JexlNode tree) {
    Node[] keys = new Node[tree.jjtGetNumChildren()];
    Node[] values = new Node[keys.length];
    for (int i = 0; i < keys.length; i++) {
      JexlNode entry = tree.jjtGetChild(i);
      keys[i] =
          entry.jjtGetChild(0) instanceof ASTIdentifier name
              ? constant(references.name(name.getName()))
              : child(entry, 0);
      values[i] = child(entry, 1);
    }
    return scope -> {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < keys.length; i++) {
        Object key = keys[i].in(scope);
        object.put(key == null ? "null" : scope.text(key), values[i].in(scope));
      }
      return object;
    };
  }

  /** The slot of a variable, or null if there is none of that name. */
  @Nullable Integer variable(String name) {
    return variables.get(name);
  }

  /** Translates a tree in which one more variable is known; its slot is given to {@code slot}. */
  Node withVariable(String name, JexlNode tree, java.util.function.IntConsumer slot) {
    Integer hidden = variables.put(name, slots);
    slot.accept(slots++);
    Node node = node(tree);
    if (hidden == null) {
      variables.remove(name);
    } else {
      variables.put(name, hidden);
    }
    return node;
  }

  ParseFailure failure(JexlNode at, String message) {
    return new ParseFailure(message, position(at));
  }

  /** The character, from 1, where a tree begins. */
  int position(JexlNode at) {
    return Expressions.position(source, at.getLine(), at.getColumn());
  }
}
