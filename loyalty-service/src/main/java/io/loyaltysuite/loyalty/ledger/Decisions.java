package io.loyaltysuite.loyalty.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.schemas.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stored decisions; each is also the outbox of its records. */
@Repository
class Decisions {

  /** The constraint that guards "decided once" when everything else failed. */
  static final String ONCE = "decision_pkey";

  private final JdbcClient jdbc;

  Decisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A decision and the portal it belongs to. */
  record Row(long portalId, StoredDecision decision) {}

  Map<UUID, StoredDecision> find(Collection<UUID> commandIds) {
    var found = new HashMap<UUID, StoredDecision>();
    jdbc.sql(
            """
            select d.*, p.member_id
            from decision d join portal p on p.id = d.portal_id
            where d.command_id = any(?)
            """)
        .param(Sql.uuids(commandIds, Function.identity()))
        .query(
            row -> {
              found.put(row.getObject("command_id", UUID.class), read(row));
            });
    return found;
  }

  void insert(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into decision
              (command_id, portal_id, result_id, status, error_code, received_at, headers, value, also)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(Sql.uuids(rows, row -> row.decision().commandId()))
        .param(Sql.bigints(rows, Row::portalId))
        .param(Sql.uuids(rows, row -> row.decision().resultId()))
        .param(Sql.texts(rows, row -> row.decision().status()))
        .param(Sql.texts(rows, row -> row.decision().errorCode()))
        .param(Sql.instants(rows, row -> row.decision().receivedAt().atOffset(ZoneOffset.UTC)))
        .param(Sql.bytes(rows, row -> RecordBytes.ofHeaders(row.decision().result().headers())))
        .param(Sql.bytes(rows, row -> row.decision().result().value()))
        .param(Sql.bytes(rows, row -> RecordBytes.ofRecords(row.decision().also())))
        .update();
  }

  private static StoredDecision read(ResultSet row) throws SQLException {
    return new StoredDecision(
        row.getObject("command_id", UUID.class),
        row.getObject("result_id", UUID.class),
        row.getString("status"),
        row.getString("error_code"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        new Outgoing(
            Topics.RESULTS,
            row.getString("member_id").getBytes(UTF_8),
            RecordBytes.headers(row.getBytes("headers")),
            row.getBytes("value")),
        RecordBytes.records(row.getBytes("also")));
  }
}
