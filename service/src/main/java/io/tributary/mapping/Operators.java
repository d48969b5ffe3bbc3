package io.tributary.mapping;

import io.tributary.mapping.Operations.Binary;
import java.util.Map;
import org.apache.commons.jexl3.parser.ASTAddNode;
import org.apache.commons.jexl3.parser.ASTAndNode;
import org.apache.commons.jexl3.parser.ASTBitwiseAndNode;
import org.apache.commons.jexl3.parser.ASTBitwiseComplNode;
import org.apache.commons.jexl3.parser.ASTBitwiseOrNode;
import org.apache.commons.jexl3.parser.ASTBitwiseXorNode;
import org.apache.commons.jexl3.parser.ASTDivNode;
import org.apache.commons.jexl3.parser.ASTEQNode;
import org.apache.commons.jexl3.parser.ASTERNode;
import org.apache.commons.jexl3.parser.ASTGENode;
import org.apache.commons.jexl3.parser.ASTGTNode;
import org.apache.commons.jexl3.parser.ASTLENode;
import org.apache.commons.jexl3.parser.ASTLTNode;
import org.apache.commons.jexl3.parser.ASTModNode;
import org.apache.commons.jexl3.parser.ASTMulNode;
import org.apache.commons.jexl3.parser.ASTNENode;
import org.apache.commons.jexl3.parser.ASTNRNode;
import org.apache.commons.jexl3.parser.ASTNotNode;
import org.apache.commons.jexl3.parser.ASTNullpNode;
import org.apache.commons.jexl3.parser.ASTOrNode;
import org.apache.commons.jexl3.parser.ASTSubNode;
import org.apache.commons.jexl3.parser.ASTTernaryNode;
import org.apache.commons.jexl3.parser.ASTUnaryMinusNode;
import org.apache.commons.jexl3.parser.ASTUnaryPlusNode;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** The operators of the language. */
final class Operators {
  private static final Map<Class<?>, Binary> BINARY =
      Map.ofEntries(
          Map.entry(ASTAddNode.class, Operations::add),
          Map.entry(ASTSubNode.class, Operations::subtract),
          Map.entry(ASTMulNode.class, Operations::multiply),
          Map.entry(ASTDivNode.class, Operations::divide),
          Map.entry(ASTModNode.class, Operations::mod),
          Map.entry(ASTBitwiseAndNode.class, Operations::and),
          Map.entry(ASTBitwiseOrNode.class, Operations::or),
          Map.entry(ASTBitwiseXorNode.class, Operations::xor),
          Map.entry(ASTEQNode.class, (Binary) Operations::same),
          Map.entry(ASTNENode.class, (Binary) (a, b) -> !Operations.same(a, b)),
          Map.entry(ASTLTNode.class, comparison(order -> order < 0)),
          Map.entry(ASTLENode.class, comparison(order -> order <= 0)),
          Map.entry(ASTGTNode.class, comparison(order -> order > 0)),
          Map.entry(ASTGENode.class, comparison(order -> order >= 0)));

  private Operators() {}

  /** Null if the tree is not an operator of the language. */
  static @Nullable Node node(JexlNode tree, Translator translator) {
    Binary binary = BINARY.get(tree.getClass());
    if (binary != null) {
      Node left = translator.child(tree, 0);
      Node right = translator.child(tree, 1);
      return scope -> {
        Object a = left.in(scope);
        Object b = right.in(scope);
        scope.meet(a, b);
        return binary.apply(a, b);
      };
    }
    Node node = unary(tree, translator);
    return node != null ? node : logical(tree, translator);
  }

  private static @Nullable Node unary(JexlNode tree, Translator translator) {
    boolean known =
        tree instanceof ASTUnaryMinusNode
            || tree instanceof ASTUnaryPlusNode
            || tree instanceof ASTNotNode
            || tree instanceof ASTBitwiseComplNode;
    if (!known) {
      return null;
    }
    Node operand = translator.child(tree, 0);
    if (tree instanceof ASTUnaryMinusNode) {
      return scope -> Operations.negate(operand.in(scope));
    }
    if (tree instanceof ASTNotNode) {
      return scope -> !Operations.truth(operand.in(scope));
    }
    return tree instanceof ASTUnaryPlusNode
        ? operand
        : scope -> Operations.complement(operand.in(scope));
  }

  private static @Nullable Node logical(JexlNode tree, Translator translator) {
    boolean known =
        tree instanceof ASTAndNode
            || tree instanceof ASTOrNode
            || tree instanceof ASTTernaryNode
            || tree instanceof ASTNullpNode
            || tree instanceof ASTERNode
            || tree instanceof ASTNRNode;
    if (!known) {
      return null;
    }
    Node[] operands = translator.children(tree);
    if (tree instanceof ASTAndNode || tree instanceof ASTOrNode) {
      return chain(operands, tree instanceof ASTOrNode);
    }
    if (tree instanceof ASTERNode || tree instanceof ASTNRNode) {
      boolean wanted = tree instanceof ASTERNode;
      return scope -> Operations.in(operands[0].in(scope), operands[1].in(scope), scope) == wanted;
    }
    if (tree instanceof ASTNullpNode) {
      return Forms.coalesce(operands);
    }
    return operands.length == 3 ? Forms.iif(operands) : elvis(operands[0], operands[1]);
  }

  private static Node chain(Node[] operands, boolean decisive) {
    return scope -> {
      for (Node operand : operands) {
        if (Operations.truth(operand.in(scope)) == decisive) {
          return decisive;
        }
      }
      return !decisive;
    };
  }

  /** {@code a ?: b}: a unless it is null, false, zero or empty. */
  private static Node elvis(Node first, Node second) {
    return scope -> {
      Object value = first.in(scope);
      boolean nothing =
          value == null
              || Boolean.FALSE.equals(value)
              || ObjectFunctions.isEmpty(value)
              || (value instanceof Number number && number.doubleValue() == 0);
      return nothing ? second.in(scope) : value;
    };
  }

  private static Binary comparison(java.util.function.IntPredicate wanted) {
    return (left, right) ->
        left != null && right != null && wanted.test(Operations.compare(left, right));
  }
}
