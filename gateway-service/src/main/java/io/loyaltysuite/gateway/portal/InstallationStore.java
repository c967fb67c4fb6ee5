package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.security.Sealer;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of installations. Secrets enter and leave it sealed, each for its own portal. */
@Repository
class InstallationStore {
  private static final Logger log = LoggerFactory.getLogger(InstallationStore.class);
  private static final String KNOWN =
      """
      select member_id, status, language, application_token, previous_application_token,
        previous_application_token_until
      from installation
      """;

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final InstantSource clock;

  InstallationStore(JdbcClient jdbc, Sealer sealer, InstantSource clock) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.clock = clock;
  }

  Optional<Installation> find(String memberId) {
    return jdbc.sql(KNOWN + "where member_id = ?")
        .param(memberId)
        .query(this::installation)
        .optional();
  }

  /**
   * Installations that changed lately; asked often, so it overlaps instead of counting exactly. One
   * whose secrets cannot be opened is left out and hides no other.
   */
  List<Installation> changedSince(Instant since) {
    return jdbc
        .sql(KNOWN + "where changed_at >= ?")
        .param(java.sql.Timestamp.from(since))
        .query(this::readable)
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty for a portal that is unknown or uninstalled: there is nothing to ask it with. */
  Optional<Access> access(String memberId) {
    return jdbc.sql("select * from installation where member_id = ? and access_token is not null")
        .param(memberId)
        .query(this::accessible)
        .optional();
  }

  /**
   * Lets nobody else change the portal until the transaction ends; an unknown one cannot change.
   */
  void lock(String memberId) {
    jdbc.sql("select member_id from installation where member_id = ? for update")
        .param(memberId)
        .query(String.class)
        .optional();
  }

  /**
   * Installs or installs anew; an application_token that an update replaces is believed until then.
   */
  void save(VerifiedPortal portal, @Nullable Instant previousTokenUntil) {
    jdbc.sql(
            """
            insert into installation (member_id, status, client_endpoint, server_endpoint, language,
              user_id, version, access_token, refresh_token, application_token)
            values (:member, 'active', :client, :server, :language, :user, :version, :access, :refresh, :token)
            on conflict (member_id) do update set
              status = 'active',
              client_endpoint = excluded.client_endpoint,
              server_endpoint = excluded.server_endpoint,
              language = excluded.language,
              user_id = excluded.user_id,
              version = excluded.version,
              access_token = excluded.access_token,
              refresh_token = excluded.refresh_token,
              application_token = coalesce(excluded.application_token, installation.application_token),
              previous_application_token =
                case when :until::timestamptz is not null then installation.application_token end,
              previous_application_token_until = :until::timestamptz,
              clean = false, catalogue = '', check_at = clock_timestamp() + interval '1 hour',
              changed_at = clock_timestamp()\
            """)
        .param("member", portal.memberId())
        .param("client", portal.clientEndpoint().toString())
        .param("server", portal.serverEndpoint().toString())
        .param("language", portal.language())
        .param("user", portal.userId())
        .param("version", portal.version())
        .param("access", seal(portal.accessToken(), portal.memberId()))
        .param("refresh", seal(portal.refreshToken(), portal.memberId()))
        .param("token", seal(portal.applicationToken(), portal.memberId()))
        .param(
            "until",
            previousTokenUntil == null ? null : java.sql.Timestamp.from(previousTokenUntil))
        .update();
  }

  /** Stores renewed tokens, unless the application was removed meanwhile. */
  void renewed(String memberId, String accessToken, String refreshToken, URI clientEndpoint) {
    jdbc.sql(
            """
            update installation set access_token = ?, refresh_token = ?, client_endpoint = ?,
              changed_at = clock_timestamp()
            where member_id = ? and status <> 'uninstalled'\
            """)
        .params(
            sealer.seal(accessToken, memberId),
            sealer.seal(refreshToken, memberId),
            clientEndpoint.toString(),
            memberId)
        .update();
  }

  void moved(String memberId, URI clientEndpoint) {
    jdbc.sql(
            """
            update installation set client_endpoint = ?, changed_at = clock_timestamp()
            where member_id = ? and status <> 'uninstalled'\
            """)
        .params(clientEndpoint.toString(), memberId)
        .update();
  }

  /** False when the portal stands so already, or left. */
  boolean status(String memberId, PortalStatus status) {
    return jdbc.sql(
                """
            update installation set status = ?, changed_at = clock_timestamp()
            where member_id = ? and status not in ('uninstalled', ?)\
            """)
            .params(status.code(), memberId, status.code())
            .update()
        == 1;
  }

  /** When the portal's catalogue is looked at; never for one that left. */
  Optional<Instant> checkAt(String memberId) {
    return jdbc.sql(
            "select check_at from installation where member_id = ? and status <> 'uninstalled'")
        .param(memberId)
        .query((row, number) -> row.getTimestamp("check_at").toInstant())
        .optional();
  }

  /** False for a portal that is unknown or left. */
  boolean checkNow(String memberId, boolean whole) {
    return jdbc.sql(
                """
                update installation set check_at = clock_timestamp(),
                  catalogue = case when ? then '' else catalogue end
                where member_id = ? and status <> 'uninstalled'\
                """)
            .params(whole, memberId)
            .update()
        == 1;
  }

  /** Fingerprint of the catalogue registered last; empty when that is unknown. */
  String catalogue(String memberId) {
    return jdbc.sql("select catalogue from installation where member_id = ?")
        .param(memberId)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /**
   * Notes what a look at the catalogue found; webhooks do not need to know, so nothing "changed".
   */
  void checked(String memberId, String catalogue, String note, Instant next) {
    jdbc.sql(
            """
            update installation set catalogue = ?, check_note = ?, check_at = ?,
              checked_at = clock_timestamp() where member_id = ?\
            """)
        .params(catalogue, note, java.sql.Timestamp.from(next), memberId)
        .update();
  }

  /**
   * Forgets every secret of the portal.
   *
   * @param clean whether its administrator asked for the data to be deleted, too
   */
  void uninstall(String memberId, boolean clean) {
    jdbc.sql(
            """
            update installation set status = 'uninstalled', clean = ?, access_token = null, refresh_token = null,
              application_token = null, previous_application_token = null,
              previous_application_token_until = null, changed_at = clock_timestamp()
            where member_id = ?\
            """)
        .params(clean, memberId)
        .update();
  }

  private Optional<Installation> readable(ResultSet row, int number) throws SQLException {
    try {
      return Optional.of(installation(row, number));
    } catch (IllegalArgumentException sealed) {
      log.warn("portal {} cannot be known: {}", row.getString("member_id"), sealed.getMessage());
      return Optional.empty();
    }
  }

  private Installation installation(ResultSet row, int number) throws SQLException {
    var memberId = row.getString("member_id");
    var proofs = new ArrayList<TokenProof>();
    var token = row.getString("application_token");
    if (token != null) {
      proofs.add(TokenProof.of(sealer.open(token, memberId), Instant.MAX));
    }
    var previous = row.getString("previous_application_token");
    var until = row.getTimestamp("previous_application_token_until");
    if (previous != null && until != null) {
      proofs.add(TokenProof.of(sealer.open(previous, memberId), until.toInstant()));
    }
    var status = PortalStatus.of(row.getString("status"));
    return new Installation(memberId, status, row.getString("language"), proofs, clock);
  }

  private Access accessible(ResultSet row, int number) throws SQLException {
    var memberId = row.getString("member_id");
    var refresh = row.getString("refresh_token");
    return new Access(
        memberId,
        PortalStatus.of(row.getString("status")),
        URI.create(row.getString("client_endpoint")),
        URI.create(row.getString("server_endpoint")),
        sealer.open(row.getString("access_token"), memberId),
        refresh == null ? "" : sealer.open(refresh, memberId),
        row.getString("user_id"),
        row.getString("language"));
  }

  private @Nullable String seal(String secret, String memberId) {
    return secret.isEmpty() ? null : sealer.seal(secret, memberId);
  }
}
