package io.tributary.model;

/**
 * Who asks, and within which walls: every question to the store carries it.
 *
 * @param org the organisation, {@code …@AdobeOrg}
 * @param sandbox the sandbox's name
 * @param sandboxId the sandbox's id
 * @param user who acts, {@code …@AdobeID} or a technical account
 * @param client the API client that the user came through
 */
public record Caller(String org, String sandbox, String sandboxId, String user, String client) {
  private static final String SERVICE = "tributary";

  /** The same caller asking for what belongs to the organisation and to none of its sandboxes. */
  public Caller outsideSandboxes() {
    return new Caller(org, "", "", user, client);
  }

  /** The service itself, at work on what belongs to an organisation. */
  public static Caller service(String org) {
    return new Caller(org, "", "", SERVICE, SERVICE);
  }
}
