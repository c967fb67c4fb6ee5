package io.loyaltysuite.loyalty.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Accounts and the hashes of their keys. */
@Repository
public class RestAccounts {

  private static final String SELECT =
      """
      select a.*, p.member_id, p.settings_version
      from rest_account a join portal p on p.id = a.portal_id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

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

  /**
   * What an account is to be.
   *
   * @param requestsPerSecond null: as configured
   * @param cardIdIsUserKey whether the id of a card proves its holder
   */
  public record Opening(
      UUID clientId,
      UUID adminKey,
      @Nullable Integer requestsPerSecond,
      boolean cardIdIsUserKey,
      Company company) {

    @Override
    public String toString() {
      return "Opening[" + clientId + "]";
    }
  }

  /** Whose program it is, since when and as told when. */
  public record Told(Company company, Instant created, Instant changed) {}

  @SuppressWarnings("ArrayRecordComponent") // Compared in constant time.
  private record Row(RestAccount account, byte[] keyHash) {}

  /** The account with this id, whoever asks. */
  public Optional<RestAccount> find(UUID clientId) {
    return row(clientId).map(Row::account);
  }

  /** The account of a portal. */
  public Optional<RestAccount> ofPortal(long portalId) {
    return jdbc.sql(SELECT + " where a.portal_id = ?")
        .param(portalId)
        .query((row, _) -> account(row))
        .optional();
  }

  /** The account with this id, if the key is its own. */
  public Optional<RestAccount> find(UUID clientId, UUID adminKey) {
    var hash = hash(adminKey);
    return row(clientId)
        .filter(row -> MessageDigest.isEqual(hash, row.keyHash()))
        .map(Row::account);
  }

  private Optional<Row> row(UUID clientId) {
    return jdbc.sql(SELECT + " where a.client_id = ?")
        .param(clientId)
        .query((row, _) -> new Row(account(row), row.getBytes("admin_key_hash")))
        .optional();
  }

  private static RestAccount account(ResultSet row) throws SQLException {
    return new RestAccount(
        row.getObject("client_id", UUID.class),
        row.getLong("portal_id"),
        row.getString("member_id"),
        row.getLong("settings_version"),
        row.getObject("requests_per_second", Integer.class),
        row.getBoolean("card_id_is_user_key"));
  }

  public Told company(RestAccount account) {
    return jdbc.sql(SELECT + " where a.client_id = ?")
        .param(account.clientId())
        .query(
            (row, _) ->
                new Told(
                    json.readValue(row.getString("company"), Company.class),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getObject("changed_at", OffsetDateTime.class).toInstant()))
        .single();
  }

  /** Lowest level of the journal's records that the account wants to see. */
  public String journalLevel(RestAccount account) {
    return jdbc.sql("select journal_level from rest_account where portal_id = ?")
        .param(account.portalId())
        .query((row, _) -> row.getString(1))
        .single();
  }

  public void setJournalLevel(RestAccount account, String level) {
    jdbc.sql("update rest_account set journal_level = ? where portal_id = ?")
        .param(level)
        .param(account.portalId())
        .update();
  }

  /**
   * Gives a portal an account, or makes the one it has another one.
   *
   * @throws ClientIdTaken when another portal has the id
   */
  @Transactional
  public void put(String memberId, Opening opening) {
    jdbc.sql("insert into portal (member_id) values (?) on conflict do nothing")
        .param(memberId)
        .update();
    try {
      jdbc.sql(
              """
              insert into rest_account
                (portal_id, client_id, admin_key_hash, requests_per_second, card_id_is_user_key,
                 company)
              select id, ?, ?, ?, ?, ?::jsonb from portal where member_id = ?
              on conflict (portal_id) do update
              set client_id = excluded.client_id, admin_key_hash = excluded.admin_key_hash,
                  requests_per_second = excluded.requests_per_second,
                  card_id_is_user_key = excluded.card_id_is_user_key,
                  company = excluded.company, changed_at = now()
              """)
          .param(opening.clientId())
          .param(hash(opening.adminKey()))
          .param(new SqlParameterValue(Types.INTEGER, opening.requestsPerSecond()))
          .param(opening.cardIdIsUserKey())
          .param(json.writeValueAsString(opening.company()))
          .param(memberId)
          .update();
    } catch (DuplicateKeyException e) {
      throw new ClientIdTaken(opening.clientId(), e);
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
