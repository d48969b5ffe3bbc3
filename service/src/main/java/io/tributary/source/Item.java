package io.tributary.source;

/** One thing found by exploring: {@code type} is {@code table}, {@code folder} or {@code file}. */
public record Item(
    String type, String name, String path, boolean canPreview, boolean canFetchSchema) {
  public static Item table(String name) {
    return new Item("table", name, name, true, true);
  }
}
