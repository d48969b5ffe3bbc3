package io.tributary.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * One-time codes, sign-ins that have begun at an issuer, and the sessions that they become. Each is
 * a random text of 256 bits that its holder shows; only its hash is kept here.
 */
public final class SignIns {
  private static final String CODE = "code";
  private static final String ATTEMPT = "attempt";
  private static final String SESSION = "session";

  private final Database database;
  private final Jdbi jdbi;
  private final SecureRandom random = new SecureRandom();

  public SignIns(Database database) {
    this.database = database;
    this.jdbi = database.jdbi();
  }

  /** Who has signed in. */
  public record SignIn(String org, String account) {}

  /** A code that signs somebody in once. */
  public String newCode(SignIn who, Instant until) {
    return insert(CODE, who, until);
  }

  /** Turns a code into a session, if it is one that waits; nobody else can then use it. */
  public Optional<String> redeem(String code, Instant now, Instant until) {
    return database.change(
        handle -> {
          Optional<SignIn> who = find(CODE, code, now);
          int taken =
              handle.execute("delete from sign_ins where hash = ? and kind = ?", hash(code), CODE);
          return taken == 1 ? who.map(known -> insert(SESSION, known, until)) : Optional.empty();
        });
  }

  /** The beginning of a sign-in of whom nothing is known yet. */
  public String newAttempt(Instant until) {
    return insert(ATTEMPT, new SignIn("", ""), until);
  }

  /** Whether an attempt was waiting; it is so once. */
  public boolean takeAttempt(String attempt, Instant now) {
    return database.change(
            handle ->
                handle.execute(
                    "delete from sign_ins where hash = ? and kind = ? and expires_at > ?",
                    hash(attempt),
                    ATTEMPT,
                    now.toEpochMilli()))
        == 1;
  }

  /** A session of somebody who has shown who they are. */
  public String newSession(SignIn who, Instant until) {
    return insert(SESSION, who, until);
  }

  public Optional<SignIn> session(String session, Instant now) {
    return find(SESSION, session, now);
  }

  public void end(String session) {
    database.change(handle -> handle.execute("delete from sign_ins where hash = ?", hash(session)));
  }

  /** Forgets what nobody can use any more. */
  public void forgetExpired(Instant now) {
    database.change(
        handle -> handle.execute("delete from sign_ins where expires_at <= ?", now.toEpochMilli()));
  }

  private String insert(String kind, SignIn who, Instant until) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    database.change(
        handle ->
            handle.execute(
                "insert into sign_ins values (?, ?, ?, ?, ?)",
                hash(text),
                kind,
                who.org(),
                who.account(),
                until.toEpochMilli()));
    return text;
  }

  private Optional<SignIn> find(String kind, String text, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select org, account from sign_ins where hash = :hash and kind = :kind and expires_at > :now")
                .bind("hash", hash(text))
                .bind("kind", kind)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new SignIn(row.getString("org"), row.getString("account")))
                .findOne());
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
