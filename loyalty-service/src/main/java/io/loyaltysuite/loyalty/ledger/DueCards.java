package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Due;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cards by what becomes due on them, as their rows say. */
@Repository
class DueCards {

  private static final String FAILED = "failed";

  private final JdbcClient jdbc;
  private final AccountState state;

  DueCards(JdbcClient jdbc, AccountState state) {
    this.jdbc = jdbc;
    this.state = state;
  }

  /** A card as it was read. */
  record Row(UUID cardId, long seq, Account account) {

    @Nullable Due due() {
      return account.due().orElse(null);
    }

    boolean isDue(Instant until) {
      var due = due();
      return due != null && !due.at().isAfter(until);
    }
  }

  static @Nullable OffsetDateTime at(@Nullable Due due) {
    return due == null ? null : due.at().atOffset(ZoneOffset.UTC);
  }

  static String kind(@Nullable Due due) {
    return due == null ? "" : due.kind().code();
  }

  /** Portals with cards that are due, the one that has waited longest first. */
  List<DueWork.Portal> portals(Instant until) {
    return jdbc.sql(
            """
            select p.id, p.member_id, p.settings_version, nullif(d.due_at, '-infinity') as oldest
            from portal p cross join lateral (
              select a.due_at from account a where a.portal_id = p.id and a.due_at <= ?
              order by a.due_at limit 1) as d
            order by d.due_at
            """)
        .param(until.atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new DueWork.Portal(
                    row.getLong("id"),
                    row.getString("member_id"),
                    row.getLong("settings_version"),
                    instant(row, "oldest")))
        .list();
  }

  /**
   * Takes a portal's schedule until the transaction ends; false when somebody else has it.
   *
   * @param now before which nothing was scheduled for a portal that is new here
   */
  boolean claim(long portalId, Instant now) {
    jdbc.sql(
            """
            insert into schedule (portal_id, reviewed_through) values (?, ?)
            on conflict do nothing
            """)
        .params(portalId, now.atOffset(ZoneOffset.UTC))
        .update();
    return jdbc.sql("select true from schedule where portal_id = ? for update skip locked")
        .param(portalId)
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** The cards that have been due for the longest time. */
  List<Row> earliest(long portalId, Instant until, int limit) {
    return jdbc.sql(
            """
            select card_id, seq, state from account
            where portal_id = ? and due_at <= ? order by due_at limit ?
            """)
        .params(portalId, until.atOffset(ZoneOffset.UTC), limit)
        .query((row, _) -> read(row))
        .list();
  }

  /** The cards that will be due by an instant, in the order of their ids. */
  List<Row> after(long portalId, UUID after, Instant until, int limit) {
    return jdbc.sql(
            """
            select card_id, seq, state from account
            where portal_id = ? and due_at <= ? and card_id > ? order by card_id limit ?
            """)
        .params(portalId, until.atOffset(ZoneOffset.UTC), after, limit)
        .query((row, _) -> read(row))
        .list();
  }

  /** Lets rows say what their cards say, unless they were written meanwhile. */
  void correct(long portalId, Collection<Row> rows) {
    jdbc.sql(
            """
            update account a set due_at = w.due_at, due_kind = w.due_kind
            from unnest(?, ?, ?, ?) as w (card_id, seq, due_at, due_kind)
            where a.portal_id = ? and a.card_id = w.card_id and a.seq = w.seq
            """)
        .param(Sql.uuids(rows, Row::cardId))
        .param(Sql.bigints(rows, Row::seq))
        .param(Sql.instants(rows, row -> at(row.due())))
        .param(Sql.texts(rows, row -> kind(row.due())))
        .param(portalId)
        .update();
  }

  /** Puts aside what was not written meanwhile, until somebody touches it; which cards that are. */
  Set<UUID> putAside(long portalId, Collection<Row> rows) {
    return jdbc
        .sql(
            """
            update account a set due_at = null, due_kind = ?
            from unnest(?, ?) as w (card_id, seq)
            where a.portal_id = ? and a.card_id = w.card_id and a.seq = w.seq
            returning a.card_id
            """)
        .param(FAILED)
        .param(Sql.uuids(rows, Row::cardId))
        .param(Sql.bigints(rows, Row::seq))
        .param(portalId)
        .query(UUID.class)
        .stream()
        .collect(Collectors.toSet());
  }

  /** How many cards of a portal are due by then, by what is first; and those put aside. */
  Map<String, Long> counts(String memberId, Instant until) {
    var counts = new TreeMap<String, Long>();
    jdbc.sql(
            """
            select a.due_kind, count(*) as cards
            from account a join portal p on p.id = a.portal_id
            where p.member_id = ? and (a.due_at <= ? or a.due_kind = 'failed')
            group by a.due_kind
            """)
        .params(memberId, until.atOffset(ZoneOffset.UTC))
        .query(
            row -> {
              counts.put(row.getString("due_kind"), row.getLong("cards"));
            });
    return counts;
  }

  private Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("card_id", UUID.class),
        row.getLong("seq"),
        state.read(row.getBytes("state")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
