package io.tributary.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of object is: its names, its properties in alphabetical order, and which of them an
 * answer shows unasked.
 */
final class ObjectType {
  private final String name;
  private final String typeId;
  private final String modified;
  private final long newIdBase;
  private final List<String> defaults;
  private final List<String> searched;
  private final Map<String, Property> properties = new LinkedHashMap<>();

  /**
   * @param modified the name of its last-modified property
   * @param newIdBase where its long ids begin
   * @param searched the properties that free text search looks at
   */
  ObjectType(
      String name,
      String typeId,
      String modified,
      long newIdBase,
      List<String> defaults,
      List<String> searched,
      List<Property> properties) {
    this.name = name;
    this.typeId = typeId;
    this.modified = modified;
    this.newIdBase = newIdBase;
    this.defaults = defaults;
    this.searched = searched;
    List<Property> sorted = new ArrayList<>(properties);
    sorted.sort(Comparator.comparing(Property::name));
    sorted.forEach(p -> this.properties.put(p.name(), p));
  }

  static List<ObjectType> all() {
    return List.of(ContactProperties.type(), CompanyProperties.type(), DealProperties.type());
  }

  /** The plural name used in paths, e.g. {@code contacts}. */
  String name() {
    return name;
  }

  /** HubSpot's number for it, e.g. {@code 0-1}. */
  String typeId() {
    return typeId;
  }

  String modified() {
    return modified;
  }

  long newIdBase() {
    return newIdBase;
  }

  List<String> searched() {
    return searched;
  }

  Collection<Property> properties() {
    return properties.values();
  }

  @Nullable Property property(String property) {
    return properties.get(property);
  }

  /**
   * The properties to show: the asked ones that exist and the three that always come; the defaults
   * if none was asked for.
   */
  List<Property> shown(Collection<String> asked) {
    TreeSet<String> names = new TreeSet<>(asked.isEmpty() ? defaults : asked);
    names.addAll(List.of("createdate", modified, "hs_object_id"));
    List<Property> shown = new ArrayList<>(names.size());
    for (String each : names) {
      Property property = properties.get(each);
      if (property != null) {
        shown.add(property);
      }
    }
    return shown;
  }

  boolean answersTo(String pathSegment) {
    return name.equals(pathSegment) || typeId.equals(pathSegment) || singular().equals(pathSegment);
  }

  String singular() {
    return name.endsWith("ies")
        ? name.substring(0, name.length() - 3) + "y"
        : name.substring(0, name.length() - 1);
  }
}
