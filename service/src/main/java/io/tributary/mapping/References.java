package io.tributary.mapping;

import io.tributary.mapping.Columns.Found;
import io.tributary.mapping.Path.Part;
import io.tributary.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.parser.ASTArguments;
import org.apache.commons.jexl3.parser.ASTArrayAccess;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTMethodNode;
import org.apache.commons.jexl3.parser.ASTNumberLiteral;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Columns, variables, and what is reached from a value by names, indexes and methods. */
final class References {
  private final Translator translator;
  private final Map<String, String> names;
  private final Columns columns;

  References(Translator translator, Map<String, String> names, Columns columns) {
    this.translator = translator;
    this.names = names;
    this.columns = columns;
  }

  /** The name that was written where JEXL has read {@code identifier}. */
  String name(String identifier) {
    return names.getOrDefault(identifier, identifier);
  }

  Node node(JexlNode tree) {
    List<Part> parts = path(tree);
    Node node;
    int next;
    if (parts.isEmpty()) {
      node = translator.child(tree, 0);
      next = 1;
    } else {
      node = root(parts, tree);
      next = parts.size();
    }
    while (next < tree.jjtGetNumChildren()) {
      List<Part> inside = parts(tree, next);
      JexlNode access = tree.jjtGetChild(next);
      node = inside.isEmpty() ? access(node, access) : reach(node, inside);
      next += Math.max(1, inside.size());
    }
    return node;
  }

  /** The whole path, or as much of it as needs no computing; empty if it starts with neither. */
  List<Part> path(JexlNode tree) {
    boolean alone = tree instanceof ASTIdentifier;
    JexlNode head = alone ? tree : tree.jjtGetChild(0);
    if (!(head instanceof ASTIdentifier identifier)) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Path.Name(name(identifier.getName())));
    if (!alone) {
      parts.addAll(parts(tree, 1));
    }
    return parts;
  }

  /** Where a path starts among the columns, or null. */
  @Nullable Found column(List<Part> path) {
    return columns.find(path);
  }

  private Node root(List<Part> path, JexlNode tree) {
    Integer slot = translator.variable(path.get(0).toString());
    if (slot != null) {
      int variable = slot;
      Node node = scope -> scope.variable(variable);
      return path.size() == 1 ? node : reach(node, path.subList(1, path.size()));
    }
    Found found = column(path);
    if (found == null) {
      columns.missed(path, translator.position(tree));
      return Translator.constant(null);
    }
    int index = found.index();
    List<Part> inside = found.inside();
    return inside.isEmpty()
        ? scope -> scope.value(index)
        : reach(scope -> scope.value(index), inside);
  }

  private static Node reach(Node from, List<Part> path) {
    List<Part> inside = List.copyOf(path);
    if (!inside.contains(new Path.Every())) {
      return scope -> Nested.read(from.in(scope), inside, 0);
    }
    return scope -> {
      Object found = Nested.read(from.in(scope), inside, 0);
      scope.weigh(found);
      return found;
    };
  }

  private List<Part> parts(JexlNode tree, int from) {
    List<Part> parts = new ArrayList<>();
    for (int i = from; i < tree.jjtGetNumChildren(); i++) {
      Part part = part(tree.jjtGetChild(i));
      if (part == null) {
        break;
      }
      parts.add(part);
    }
    return parts;
  }

  private @Nullable Part part(JexlNode access) {
    if (access instanceof ASTIdentifierAccess name) {
      return new Path.Name(name(name.getName()));
    }
    if (!(access instanceof ASTArrayAccess) || access.jjtGetNumChildren() != 1) {
      return null;
    }
    if (access.jjtGetChild(0) instanceof ASTNumberLiteral number && number.isInteger()) {
      return new Path.At(number.getLiteral().intValue());
    }
    if (access.jjtGetChild(0) instanceof ASTStringLiteral text) {
      return new Path.Name(text.getLiteral());
    }
    boolean every =
        access.jjtGetChild(0) instanceof ASTIdentifier name && name.getName().equals(Escapes.EVERY);
    return every ? new Path.Every() : null;
  }

  private Node access(Node from, JexlNode access) {
    if (access instanceof ASTMethodNode && access.jjtGetNumChildren() == 2) {
      return method(from, access);
    }
    if (!(access instanceof ASTArrayAccess)) {
      throw translator.failure(access, "This cannot be called.");
    }
    Node node = from;
    for (Node key : translator.children(access)) {
      Node inside = node;
      node = scope -> keyed(inside.in(scope), key.in(scope), scope);
    }
    return node;
  }

  private static @Nullable Object keyed(@Nullable Object from, @Nullable Object key, Scope scope) {
    if (from instanceof Map<?, ?> map) {
      return key == null ? null : map.get(scope.text(key));
    }
    Long index = key == null ? null : Numbers.whole(key);
    return index == null || index != index.intValue()
        ? null
        : Nested.element(from, index.intValue());
  }

  private Node method(Node receiver, JexlNode tree) {
    JexlNode name = tree.jjtGetChild(0);
    ASTArguments arguments = (ASTArguments) tree.jjtGetChild(1);
    Function method = Methods.find(name.toString());
    if (method == null) {
      String hint = Nearest.hint(name.toString(), Methods.names());
      throw translator.failure(name, "There is no method " + name + "." + hint);
    }
    String wrong = method.wrong(arguments.jjtGetNumChildren() + 1);
    if (wrong != null) {
      throw translator.failure(name, wrong);
    }
    Node[] others = translator.children(arguments);
    Node[] all = new Node[others.length + 1];
    all[0] = receiver;
    System.arraycopy(others, 0, all, 1, others.length);
    return method.node(all);
  }
}
