package io.tributary.model;

/** A file that a run brought: where it lies, its size in bytes and the rows in it. */
public record LandedFile(String path, long bytes, long rows) {}
