package io.tributary.mapping;

import io.tributary.mapping.Target.Step;
import io.tributary.model.Constraints.Identity;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet.Rule;
import java.util.ArrayList;
import java.util.List;

/** Makes the field that a rule calls the primary identity one of which every row has a value. */
final class Identified {
  private Identified() {}

  /**
   * The row with that field as its primary identity.
   *
   * @throws IllegalArgumentException if it cannot be one, or another field is
   */
  static Field by(Field row, Rule rule, Target to) {
    Field leaf = to.leaf();
    if (leaf.kind() != Kind.STRING
        || to.steps().stream().limit(to.steps().size() - 1L).anyMatch(Identified::isNoObject)) {
      throw new IllegalArgumentException(
          "It is the primaryIdentity, but " + to.path() + " is no text of the row or of objects.");
    }
    if (!isPrimary(leaf) && hasPrimary(row)) {
      throw new IllegalArgumentException(
          "It is the primaryIdentity, but the schema or another rule has one already.");
    }
    String namespace = rule.namespaceCode() == null ? "" : rule.namespaceCode();
    return marked(row, to.steps(), new Identity(namespace, true));
  }

  private static boolean isNoObject(Step step) {
    return step.inside().kind() != Kind.OBJECT;
  }

  private static boolean isPrimary(Field field) {
    Identity identity = field.constraints().identity();
    return identity != null && identity.primary();
  }

  private static boolean hasPrimary(Field field) {
    return field.fields().stream().anyMatch(in -> isPrimary(in) || hasPrimary(in));
  }

  private static Field marked(Field field, List<Step> steps, Identity identity) {
    if (steps.isEmpty()) {
      return new Field(
          field.name(),
          field.kind(),
          true,
          field.fields(),
          field.constraints().with(identity),
          field.labels());
    }
    int index = steps.get(0).index();
    List<Field> fields = new ArrayList<>(field.fields());
    fields.set(index, marked(fields.get(index), steps.subList(1, steps.size()), identity));
    return new Field(field.name(), field.kind(), true, fields, field.constraints(), field.labels());
  }
}
