package io.tributary.model;

/**
 * A file that a run brought.
 *
 * @param part which of the run's files it is, unique among them
 * @param path where it lies
 * @param bytes its size
 */
public record LandedFile(String part, String path, long bytes, long rows) {

  /** The name under which it is handed out. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
