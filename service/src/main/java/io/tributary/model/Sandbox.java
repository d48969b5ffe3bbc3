package io.tributary.model;

/** A sealed-off part of an organisation. */
public record Sandbox(
    String id,
    String name,
    String title,
    String state,
    String type,
    String region,
    boolean isDefault,
    int etag,
    String createdDate,
    String lastModifiedDate,
    String createdBy,
    String lastModifiedBy) {

  public Sandbox withTitle(String other, String date, String by) {
    return new Sandbox(
        id,
        name,
        other,
        state,
        type,
        region,
        isDefault,
        etag + 1,
        createdDate,
        date,
        createdBy,
        by);
  }

  public Sandbox withState(String other, String date, String by) {
    return new Sandbox(
        id,
        name,
        title,
        other,
        type,
        region,
        isDefault,
        etag + 1,
        createdDate,
        date,
        createdBy,
        by);
  }
}
