package io.tributary.dataset;

/**
 * Which run commits: its flow, its own id, the epoch of its holder, and where its records come
 * from.
 */
record Run(String flow, String id, long epoch, String source) {
  /** The branch on which the run gathers its rows until they are published all at once. */
  String branch() {
    return "run-" + id;
  }

  /** How the names of the files begin that this holder writes. */
  String filePrefix() {
    return id + "-";
  }
}
