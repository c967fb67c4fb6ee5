package io.loyaltysuite.loyalty.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Attempts to prove a phone by a code of four digits. Nothing tells whether anybody is known by the
 * phone; a code is kept as a hash.
 *
 * <pre>
 * start  ─┬─ too many codes for the phone ────────────▶ TooMany
 *         └─ attempt and code ─▶ the caller sends it, if it knows the phone
 * finish ─┬─ too many wrong codes for the phone ──────▶ TooMany
 *         ├─ no such attempt, over, or a wrong code ──▶ nothing, and the failure counts
 *         └─ the right code, once ────────────────────▶ the phone
 * </pre>
 */
@Repository
public class Logins {

  private static final int CODES = 10_000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final LoginProperties properties;
  private final InstantSource clock;

  Logins(JdbcClient jdbc, LoginProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** An attempt, with its code unless that is a repeat whose code is under way already. */
  public record Started(UUID authId, Instant expires, Optional<String> code) {

    @Override
    public String toString() {
      return "Started[" + authId + "]";
    }
  }

  /** The phone has to wait. */
  public static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooMany(Duration wait) {
      super("too many attempts", null, false, false);
      this.wait = wait;
    }

    public Duration waiting() {
      return wait;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Compared in constant time.
  private record Attempt(
      UUID authId,
      String phone,
      byte[] codeHash,
      @Nullable String finishKey,
      int failures,
      boolean finished,
      Instant expires) {

    boolean allows(int maxTries, Instant now, @Nullable String key) {
      var repeated = key != null && key.equals(finishKey);
      return now.isBefore(expires) && failures < maxTries && (!finished || repeated);
    }
  }

  /**
   * Begins an attempt.
   *
   * @param phone digits
   * @param key makes a repeat the same attempt
   * @throws TooMany when the phone asked for too many codes
   */
  @Transactional
  public Started start(long portalId, String phone, @Nullable String key) {
    takeTurns(portalId, phone);
    var now = clock.instant();
    var earlier = key == null ? Optional.<Started>empty() : started(portalId, phone, key, now);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    var codes =
        jdbc.sql(
                """
                select count(*) from login_attempt
                where portal_id = ? and phone = ? and created_at > ?
                """)
            .params(portalId, phone, now.minus(HOUR).atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    if (codes >= properties.maxCodes()) {
      throw new TooMany(HOUR);
    }
    forgetOld(portalId, now);
    var authId = UUID.randomUUID();
    var code = String.format(Locale.ROOT, "%04d", random.nextInt(CODES));
    var expires = now.plus(properties.codeLifetime());
    jdbc.sql(
            """
            insert into login_attempt
              (auth_id, portal_id, phone, code_hash, start_key, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(authId)
        .param(portalId)
        .param(phone)
        .param(hash(authId, code))
        .param(key)
        .param(now.atOffset(ZoneOffset.UTC))
        .param(expires.atOffset(ZoneOffset.UTC))
        .update();
    return new Started(authId, expires, Optional.of(code));
  }

  private Optional<Started> started(long portalId, String phone, String key, Instant now) {
    return jdbc.sql(
            """
            select auth_id, expires_at from login_attempt
            where portal_id = ? and phone = ? and start_key = ? and expires_at > ?
            """)
        .params(portalId, phone, key, now.atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new Started(
                    row.getObject("auth_id", UUID.class),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                    Optional.empty()))
        .optional();
  }

  /**
   * Ends an attempt.
   *
   * @param key lets the same request come again
   * @return the phone that is proved now; empty when the code is not the one, or too late
   * @throws TooMany when there were too many wrong codes for the phone
   */
  @Transactional
  public Optional<String> finish(long portalId, UUID authId, String code, @Nullable String key) {
    var found = attempt(portalId, authId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var attempt = found.get();
    takeTurns(portalId, attempt.phone());
    var now = clock.instant();
    if (failures(portalId, attempt.phone(), now) >= properties.maxFailures()) {
      throw new TooMany(DAY);
    }
    if (!attempt.allows(properties.maxTries(), now, key)) {
      return Optional.empty();
    }
    if (!MessageDigest.isEqual(attempt.codeHash(), hash(authId, code))) {
      jdbc.sql("update login_attempt set failures = failures + 1 where auth_id = ?")
          .param(authId)
          .update();
      return Optional.empty();
    }
    jdbc.sql("update login_attempt set finished = true, finish_key = ? where auth_id = ?")
        .param(key)
        .param(authId)
        .update();
    return Optional.of(attempt.phone());
  }

  private Optional<Attempt> attempt(long portalId, UUID authId) {
    return jdbc.sql("select * from login_attempt where portal_id = ? and auth_id = ? for update")
        .params(portalId, authId)
        .query(
            (row, _) ->
                new Attempt(
                    authId,
                    row.getString("phone"),
                    row.getBytes("code_hash"),
                    row.getString("finish_key"),
                    row.getInt("failures"),
                    row.getBoolean("finished"),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  private long failures(long portalId, String phone, Instant now) {
    return jdbc.sql(
            """
            select coalesce(sum(failures), 0) from login_attempt
            where portal_id = ? and phone = ? and created_at > ?
            """)
        .params(portalId, phone, now.minus(DAY).atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  /** What is counted for a phone must not be counted twice at once. */
  private void takeTurns(long portalId, String phone) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, ?))")
        .params(phone, portalId)
        .query(row -> {});
  }

  /** Attempts of days before count for nothing any more. */
  private void forgetOld(long portalId, Instant now) {
    jdbc.sql("delete from login_attempt where portal_id = ? and created_at < ?")
        .params(portalId, now.minus(DAY).minus(HOUR).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static byte[] hash(UUID authId, String code) {
    return Sha256.of((authId + "/" + code).getBytes(US_ASCII));
  }
}
