package io.loyaltysuite.loyalty.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Accounts and the hashes of their keys. */
@Repository
public class RestAccounts {

  private final JdbcClient jdbc;

  RestAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The public id belongs to another portal. */
  public static final class ClientIdTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientIdTaken(UUID clientId, Throwable cause) {
      super("client_id " + clientId + " belongs to another portal", cause);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Compared in constant time.
  private record Row(RestAccount account, byte[] keyHash) {}

  /** The account with this id, if the key is its own. */
  public Optional<RestAccount> find(UUID clientId, UUID adminKey) {
    var hash = hash(adminKey);
    return jdbc.sql(
            """
            select a.portal_id, p.member_id, p.settings_version, a.admin_key_hash,
                   a.requests_per_second
            from rest_account a join portal p on p.id = a.portal_id
            where a.client_id = ?
            """)
        .param(clientId)
        .query(
            (row, _) ->
                new Row(
                    new RestAccount(
                        clientId,
                        row.getLong("portal_id"),
                        row.getString("member_id"),
                        row.getLong("settings_version"),
                        row.getObject("requests_per_second", Integer.class)),
                    row.getBytes("admin_key_hash")))
        .optional()
        .filter(row -> MessageDigest.isEqual(hash, row.keyHash()))
        .map(Row::account);
  }

  /**
   * Gives a portal an account, or another id and key to the one it has.
   *
   * @param requestsPerSecond null: as configured
   * @throws ClientIdTaken when another portal has the id
   */
  @Transactional
  public void put(
      String memberId, UUID clientId, UUID adminKey, @Nullable Integer requestsPerSecond) {
    jdbc.sql("insert into portal (member_id) values (?) on conflict do nothing")
        .param(memberId)
        .update();
    try {
      jdbc.sql(
              """
              insert into rest_account (portal_id, client_id, admin_key_hash, requests_per_second)
              select id, ?, ?, ? from portal where member_id = ?
              on conflict (portal_id) do update
              set client_id = excluded.client_id, admin_key_hash = excluded.admin_key_hash,
                  requests_per_second = excluded.requests_per_second, changed_at = now()
              """)
          .param(clientId)
          .param(hash(adminKey))
          .param(new SqlParameterValue(Types.INTEGER, requestsPerSecond))
          .param(memberId)
          .update();
    } catch (DuplicateKeyException e) {
      throw new ClientIdTaken(clientId, e);
    }
  }

  /** Keys are random, so that a plain hash tells nothing about them. */
  private static byte[] hash(UUID key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
