package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.ledger.Portals.Portal;
import io.loyaltysuite.loyalty.ledger.RestCall.IdempotencyKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keys of requests that succeeded and may be repeated (spec 4.5). */
@Repository
class RequestKeys {

  private final JdbcClient jdbc;

  RequestKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A key that is used up, and by which command. */
  record Row(long portalId, IdempotencyKey key, UUID commandId) {}

  /**
   * The request that used a key first.
   *
   * @param same whether it asked for the same
   */
  record Earlier(UUID commandId, boolean same) {}

  private record Asked(long portalId, UUID commandId, IdempotencyKey key) {}

  /**
   * Earlier requests with the keys of a poll, by the command id of the later one.
   *
   * @param portals by member id, locked
   */
  Map<UUID, Earlier> find(Map<String, Portal> portals, List<Submission> poll) {
    var asked =
        poll.stream()
            .flatMap(
                each ->
                    each.idempotencyKey().stream()
                        .map(
                            key ->
                                new Asked(
                                    Objects.requireNonNull(portals.get(each.memberId())).id(),
                                    each.commandId(),
                                    key)))
            .toList();
    var found = new HashMap<UUID, Earlier>();
    if (asked.isEmpty()) {
      return found;
    }
    jdbc.sql(
            """
            select w.asked_by, k.command_id, k.fingerprint = w.fingerprint as same
            from unnest(?, ?, ?, ?, ?) as w (portal_id, role, key, fingerprint, asked_by)
            join request_key k on k.portal_id = w.portal_id and k.role = w.role and k.key = w.key
            """)
        .param(Sql.bigints(asked, Asked::portalId))
        .param(Sql.texts(asked, each -> each.key().role()))
        .param(Sql.texts(asked, each -> each.key().key()))
        .param(Sql.texts(asked, each -> each.key().fingerprint()))
        .param(Sql.uuids(asked, Asked::commandId))
        .query(
            row -> {
              found.put(
                  row.getObject("asked_by", UUID.class),
                  new Earlier(row.getObject("command_id", UUID.class), row.getBoolean("same")));
            });
    return found;
  }

  void insert(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into request_key (portal_id, role, key, fingerprint, command_id)
            select * from unnest(?, ?, ?, ?, ?)
            """)
        .param(Sql.bigints(rows, Row::portalId))
        .param(Sql.texts(rows, row -> row.key().role()))
        .param(Sql.texts(rows, row -> row.key().key()))
        .param(Sql.texts(rows, row -> row.key().fingerprint()))
        .param(Sql.uuids(rows, Row::commandId))
        .update();
  }

  /** Forgets keys that are older; a request with one of them would be a new one. */
  int forget(Duration age) {
    return jdbc.sql("delete from request_key where created_at < now() - make_interval(secs => ?)")
        .param(age.toSeconds())
        .update();
  }
}
