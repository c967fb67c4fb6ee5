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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of installations. Secrets enter and leave it sealed, each for its own portal. */
@Repository
class InstallationStore {
  private static final String KNOWN =
      """
      select member_id, status, language, application_token, previous_application_token,
        previous_application_token_until
      from installation
      """;

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final InstantSource clock;

  InstallationStore(JdbcClient jdbc, Sealer sealer) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.clock = InstantSource.system();
  }

  Optional<Installation> find(String memberId) {
    return jdbc.sql(KNOWN + "where member_id = ?")
        .param(memberId)
        .query(this::installation)
        .optional();
  }

  /** Installations that changed lately; asked often, so it overlaps instead of counting exactly. */
  List<Installation> changedSince(Instant since) {
    return jdbc.sql(KNOWN + "where changed_at >= ?")
        .param(java.sql.Timestamp.from(since))
        .query(this::installation)
        .list();
  }

  /** Empty for a portal that is unknown or uninstalled: there is nothing to ask it with. */
  Optional<Access> access(String memberId) {
    return jdbc.sql("select * from installation where member_id = ? and access_token is not null")
        .param(memberId)
        .query(this::accessible)
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
              changed_at = clock_timestamp()""")
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
            where member_id = ? and status <> 'uninstalled'""")
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
            where member_id = ? and status <> 'uninstalled'""")
        .params(clientEndpoint.toString(), memberId)
        .update();
  }

  void status(String memberId, PortalStatus status) {
    jdbc.sql(
            """
            update installation set status = ?, changed_at = clock_timestamp()
            where member_id = ? and status not in ('uninstalled', ?)""")
        .params(status.code(), memberId, status.code())
        .update();
  }

  /** Forgets every secret of the portal. */
  void uninstall(String memberId) {
    jdbc.sql(
            """
            update installation set status = 'uninstalled', access_token = null, refresh_token = null,
              application_token = null, previous_application_token = null,
              previous_application_token_until = null, changed_at = clock_timestamp()
            where member_id = ?""")
        .param(memberId)
        .update();
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
