package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.schemas.v1.Entry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The append-only rows. */
@Repository
class Entries {

  private static final String AVAILABLE_FROM = "available_from";

  private final JdbcClient jdbc;
  private final JsonMapper json = new JsonMapper();

  Entries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An entry, whose it is, and the command that led to it. */
  record Row(long portalId, UUID commandId, Entry entry) {}

  void append(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into entry
              (portal_id, card_id, seq, entry_id, command_id, kind, amount, balance_after,
               transaction_id, details, at, shown_at)
            select portal_id, card_id, seq, entry_id, command_id, kind, amount, balance_after,
                   transaction_id, details::jsonb, at, shown_at
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as e (portal_id, card_id, seq, entry_id, command_id, kind, amount, balance_after,
                    transaction_id, details, at, shown_at)
            """)
        .param(Sql.bigints(rows, Row::portalId))
        .param(Sql.uuids(rows, row -> row.entry().getCardId()))
        .param(Sql.bigints(rows, row -> row.entry().getSeq()))
        .param(Sql.uuids(rows, row -> row.entry().getEntryId()))
        .param(Sql.uuids(rows, Row::commandId))
        .param(Sql.texts(rows, row -> row.entry().getKind()))
        .param(Sql.numbers(rows, row -> row.entry().getAmount()))
        .param(Sql.numbers(rows, row -> row.entry().getBalanceAfter()))
        .param(Sql.uuids(rows, row -> emptyToNull(row.entry().getTransactionId())))
        .param(Sql.texts(rows, row -> json.writeValueAsString(row.entry().getDetails())))
        .param(Sql.instants(rows, row -> row.entry().getAt().atOffset(ZoneOffset.UTC)))
        .param(Sql.instants(rows, row -> shownAt(row.entry())))
        .update();
  }

  /** When clients see the entry as a transaction: pending bonuses once they can be spent. */
  private static @Nullable OffsetDateTime shownAt(Entry entry) {
    if (entry.getTransactionId().isEmpty()) {
      return null;
    }
    var at = entry.getAt();
    var from = entry.getDetails().getOrDefault(AVAILABLE_FROM, "");
    var shown = from.isEmpty() || Instant.parse(from).isBefore(at) ? at : Instant.parse(from);
    return shown.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
