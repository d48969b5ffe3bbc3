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
    String lastModifiedBy) {}
