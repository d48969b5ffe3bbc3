package io.tributary.model;

/** The states of connections and flows, as written on the wire. */
public final class State {
  public static final String DRAFT = "draft";
  public static final String ENABLED = "enabled";
  public static final String DISABLED = "disabled";

  private State() {}
}
