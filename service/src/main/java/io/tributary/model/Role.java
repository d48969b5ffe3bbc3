package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody may do within an organisation. Each role includes those before it. */
public enum Role {
  /** Reads everything, data included, and tries what changes nothing. */
  @JsonProperty("view")
  VIEW("View sources", "Read connections, flows, runs, schemas and data sets, data included."),

  /** Creates, changes, runs and deletes. */
  @JsonProperty("manage")
  MANAGE("Manage sources", "Create, change, run and delete all of these."),

  /** Decides who may do what. */
  @JsonProperty("administrator")
  ADMINISTRATOR("Administrator", "Manage users, API clients and sandboxes; read the audit log.");

  private final String title;
  private final String description;

  Role(String title, String description) {
    this.title = title;
    this.description = description;
  }

  public String title() {
    return title;
  }

  public String description() {
    return description;
  }

  /** Whether who has this role may do what needs the other. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
