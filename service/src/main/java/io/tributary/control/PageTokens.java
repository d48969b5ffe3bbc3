package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import io.tributary.store.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Continuation tokens: a list request and the place it has reached, as text without {@code =}. They
 * are sealed with a key of the home, for one list of one sandbox, so that what comes back is what
 * was given out.
 */
public final class PageTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SEAL_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  public PageTokens(Tenancy tenancy) {
    String stored = tenancy.serviceKey("page-tokens", PageTokens::newKey);
    this.key = new SecretKeySpec(Base64.getDecoder().decode(stored), ALGORITHM);
  }

  private static String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * What lies in a token: the request as it was written, and the sort keys of the last one shown.
   */
  record Content(
      List<String> where,
      List<String> show,
      List<String> order,
      int limit,
      @Nullable List<String> after) {

    static Content of(Query query) {
      return new Content(
          query.filters().stream().map(Filter::text).toList(),
          query.projection(),
          query.orderBy().stream().map(Query.Order::text).toList(),
          query.limit(),
          query.after());
    }

    Query query() {
      return new Query(
          where.stream().map(Filter::parse).toList(),
          show,
          order.isEmpty() ? List.of() : Query.Order.parse(String.join(",", order)),
          limit,
          after);
    }
  }

  /** The token for a query of that list. */
  public String write(Caller caller, String list, Query query) {
    byte[] content = Json.write(Content.of(query)).getBytes(StandardCharsets.UTF_8);
    byte[] token = Arrays.copyOf(seal(caller, list, content), SEAL_BYTES + content.length);
    System.arraycopy(content, 0, token, SEAL_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The query of a token; anything but one that was given out for this list is refused. */
  public Query read(Caller caller, String list, String token) {
    byte[] bytes = decoded(token);
    if (bytes.length > SEAL_BYTES) {
      byte[] content = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
      byte[] seal = Arrays.copyOf(bytes, SEAL_BYTES);
      if (MessageDigest.isEqual(seal, seal(caller, list, content))) {
        return Json.read(new String(content, StandardCharsets.UTF_8), Content.class).query();
      }
    }
    throw refused(list);
  }

  /** Base64 has several spellings of the same bytes; only ours is accepted. */
  private static byte[] decoded(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      boolean ours = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
      return ours ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] seal(Caller caller, String list, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String walls = String.join("|", caller.org(), caller.sandbox(), list) + "|";
      mac.update(walls.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(content), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot seal a continuation token", e);
    }
  }

  private static TributaryException refused(String list) {
    return new TributaryException(
        ErrorCode.FILTER_VALUE_BAD,
        "The continuationToken is not one that this list of "
            + list
            + " gave out. Take it whole from _links.next.href of the previous page.");
  }
}
