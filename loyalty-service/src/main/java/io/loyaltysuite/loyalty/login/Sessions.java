package io.loyaltysuite.loyalty.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens of clients who proved who they are. */
@Repository
public class Sessions {

  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final LoginProperties properties;
  private final InstantSource clock;

  Sessions(JdbcClient jdbc, LoginProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** What a client shows with its requests from now on. */
  public record Session(String token, Instant expires) {

    @Override
    public String toString() {
      return "Session[]";
    }
  }

  /** Lets a contact act; its token is told once and kept nowhere. */
  public Session open(long portalId, String contactId) {
    forgetOld(portalId);
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = HexFormat.of().formatHex(bytes);
    var expires = clock.instant().plus(properties.sessionLifetime());
    jdbc.sql(
            """
            insert into user_session (token_hash, portal_id, contact_id, expires_at)
            values (?, ?, ?, ?)
            """)
        .param(Sha256.of(token.getBytes(US_ASCII)))
        .param(portalId)
        .param(contactId)
        .param(expires.atOffset(ZoneOffset.UTC))
        .update();
    return new Session(token, expires);
  }

  /** The contact that a token stands for. */
  public Optional<String> contactOf(long portalId, String token) {
    return jdbc.sql(
            """
            select contact_id from user_session
            where token_hash = ? and portal_id = ? and expires_at > ?
            """)
        .param(Sha256.of(token.getBytes(US_ASCII)))
        .param(portalId)
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .query(String.class)
        .optional();
  }

  /** The contact whose card has this id, which is as good as a token where an account says so. */
  public Optional<String> contactOfCard(long portalId, UUID cardId) {
    return jdbc.sql(
            """
            select contact_id from account
            where portal_id = ? and card_id = ? and status <> 'deleted'
            """)
        .params(portalId, cardId)
        .query(String.class)
        .optional();
  }

  private void forgetOld(long portalId) {
    jdbc.sql("delete from user_session where portal_id = ? and expires_at < ?")
        .params(portalId, clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
