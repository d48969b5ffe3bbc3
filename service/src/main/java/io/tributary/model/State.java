package io.tributary.model;

import java.util.Set;

/** The states of connections and flows, as written on the wire. */
public final class State {
  public static final String DRAFT = "draft";
  public static final String INITIALIZING = "initializing";
  public static final String ENABLED = "enabled";
  public static final String DISABLED = "disabled";

  /** States that last; in all others something is still being done. */
  public static final Set<String> SETTLED = Set.of(DRAFT, ENABLED, DISABLED);

  private State() {}
}
