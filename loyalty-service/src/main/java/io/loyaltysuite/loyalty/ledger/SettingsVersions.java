package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.ledger.Portals.Portal;
import io.loyaltysuite.loyalty.ledger.SettingsHistory.Version;
import io.loyaltysuite.loyalty.program.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The append-only rows of settings, and those in use in memory. */
@Repository
class SettingsVersions {

  private static final int MAX_KNOWN = 10_000;
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private static final String SELECT =
      """
      select v.* from settings_version v join portal p on p.id = v.portal_id
      where p.member_id = ?\
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json = new JsonMapper();

  /** Versions never change, so they are remembered; when there are too many, all are forgotten. */
  private final Map<Portal, Settings> known = new ConcurrentHashMap<>();

  SettingsVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What locked portals decide by, read with one statement at most. */
  Map<Portal, Settings> inForce(Collection<Portal> portals) {
    var found = new HashMap<Portal, Settings>();
    var unknown = new ArrayList<Portal>();
    for (var portal : portals) {
      var settings = portal.settingsVersion() == 0 ? Settings.DEFAULTS : known.get(portal);
      if (settings == null) {
        unknown.add(portal);
      } else {
        found.put(portal, settings);
      }
    }
    if (!unknown.isEmpty()) {
      found.putAll(remember(read(unknown)));
    }
    return found;
  }

  private Map<Portal, Settings> remember(Map<Portal, Settings> read) {
    if (known.size() + read.size() > MAX_KNOWN) {
      known.clear();
    }
    known.putAll(read);
    return read;
  }

  private Map<Portal, Settings> read(List<Portal> portals) {
    var read = new HashMap<Portal, Settings>();
    jdbc.sql(
            """
            select v.portal_id, v.version, v.given
            from unnest(?, ?) as w (portal_id, version)
            join settings_version v on v.portal_id = w.portal_id and v.version = w.version
            """)
        .param(Sql.bigints(portals, Portal::id))
        .param(Sql.bigints(portals, Portal::settingsVersion))
        .query(
            row -> {
              var portal = new Portal(row.getLong("portal_id"), row.getLong("version"));
              read.put(portal, Settings.of(portal.settingsVersion(), values(row)));
            });
    return read;
  }

  void add(long portalId, Version version) {
    jdbc.sql(
            """
            insert into settings_version (portal_id, version, given, author, reason, created_at)
            values (?, ?, ?::jsonb, ?, ?, ?)
            """)
        .param(portalId)
        .param(version.version())
        .param(json.writeValueAsString(version.values()))
        .param(version.author())
        .param(version.reason())
        .param(Objects.requireNonNull(version.at()).atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql("update portal set settings_version = ? where id = ?")
        .param(version.version())
        .param(portalId)
        .update();
  }

  Optional<Version> find(String memberId, long version) {
    return jdbc.sql(SELECT + " and v.version = ?")
        .param(memberId)
        .param(version)
        .query((row, _) -> version(row))
        .optional();
  }

  List<Version> newest(String memberId, long before, int limit) {
    return jdbc.sql(SELECT + " and v.version < ? order by v.version desc limit ?")
        .param(memberId)
        .param(before)
        .param(limit)
        .query((row, _) -> version(row))
        .list();
  }

  private Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getLong("version"),
        values(row),
        row.getString("author"),
        row.getString("reason"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private Map<String, String> values(ResultSet row) throws SQLException {
    return json.readValue(row.getString("given"), VALUES);
  }
}
