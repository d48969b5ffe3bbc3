package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One change, as the audit log has it.
 *
 * @param number its place in the log of the organisation, from 1
 * @param at milliseconds since the epoch
 * @param user who changed it
 * @param client the API client that the user came through
 * @param sandbox empty for what belongs to the organisation as a whole
 * @param verb {@code create update delete}, or what else was done
 * @param noun what was changed, as {@code connection} or {@code flow}
 * @param before without credentials, as is {@code after}; null where there was nothing
 * @param previousHash the hash of the line before; empty in the first
 * @param hash SHA-256 of everything else in the line, as it is stored
 */
public record AuditLine(
    long number,
    long at,
    String user,
    String client,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String sandbox,
    String verb,
    String noun,
    String id,
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    String previousHash,
    String hash) {

  /**
   * What is asked of the log; null where it does not matter.
   *
   * @param who a user or a client
   * @param from milliseconds since the epoch, inclusive; {@code to} is exclusive
   * @param below only lines of lower numbers: where the page before has ended
   */
  public record Question(
      @Nullable String noun,
      @Nullable String id,
      @Nullable String who,
      @Nullable Long from,
      @Nullable Long to,
      @Nullable Long below,
      int limit) {}

  /**
   * What came of computing the log again.
   *
   * @param lines how many lines hold, from the first on
   * @param hash of the last of these
   * @param brokenAt the number of the first line that does not hold; null if all do, as is {@code
   *     reason}
   */
  public record Verdict(
      boolean intact, long lines, String hash, @Nullable Long brokenAt, @Nullable String reason) {}
}
