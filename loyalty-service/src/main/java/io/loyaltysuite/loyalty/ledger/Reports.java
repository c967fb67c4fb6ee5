package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Bought;
import io.loyaltysuite.loyalty.card.Period;
import io.loyaltysuite.loyalty.card.Postings;
import io.loyaltysuite.loyalty.card.Postings.Posting;
import io.loyaltysuite.loyalty.card.Report;
import io.loyaltysuite.loyalty.ledger.CardIndex.Place;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Answers computed from the entries of cards, one query for all questions of a kind. It reads what
 * the tables hold: entries that are not written yet have to be written first.
 */
@Repository
class Reports {

  private final JdbcClient jdbc;

  Reports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A question, numbered: the same may be asked of many cards in one query. */
  private record Asked<T extends Report>(int number, Place place, T report) {}

  /** The answer to every place, each of which must ask a {@link Report}. */
  Map<Place, List<String>> find(Collection<Place> places) {
    var purchases = new ArrayList<Asked<Report.Purchases>>();
    var transactions = new ArrayList<Asked<Report.Transactions>>();
    for (var place : places) {
      switch (Report.of(place.key())) {
        case Report.Purchases report -> purchases.add(new Asked<>(purchases.size(), place, report));
        case Report.Transactions report ->
            transactions.add(new Asked<>(transactions.size(), place, report));
      }
    }
    var answers = new HashMap<Place, List<String>>();
    addPurchases(purchases, answers);
    addTransactions(transactions, answers);
    return answers;
  }

  /**
   * A card tells what it took over as one sum; only a period that begins needs the purchases of the
   * cards before it, up to the command that replaced or merged them. What was returned since is
   * looked for on the card that tells it, then on those before that one.
   */
  private void addPurchases(List<Asked<Report.Purchases>> asked, Map<Place, List<String>> answers) {
    if (asked.isEmpty()) {
      return;
    }
    asked.forEach(each -> answers.put(each.place(), Bought.NOTHING.values()));
    jdbc.sql(
            """
            with recursive asked as materialized (
              select * from unnest(?, ?, ?, ?, ?) as a (number, portal_id, card_id, since, until)),
            life as (
              select number, portal_id, card_id, since > '-infinity' as whole,
                     array[card_id] as path, 9223372036854775807 as last_seq
              from asked
              union all
              select l.number, l.portal_id, o.card_id, true, l.path || o.card_id, o.last_seq
              from life l
              join entry m on m.portal_id = l.portal_id and m.card_id = l.card_id
                and m.kind = 'moved_in' and m.seq <= l.last_seq
              cross join lateral (
                select e.card_id, max(e.seq) as last_seq from entry e
                where e.portal_id = l.portal_id and e.command_id = m.command_id
                  and e.card_id = (m.details ->> 'from_card_id')::uuid
                group by e.card_id) as o
              where l.whole),
            about as materialized (
              select l.number, l.path, e.kind, e.details, e.details ->> 'purchase_id' as id
              from life l
              join entry e on e.portal_id = l.portal_id and e.card_id = l.card_id
                and e.seq <= l.last_seq
              where e.kind in ('purchased', 'purchase_reduced', 'moved_in')),
            purchase as (
              select number, path, id, 1 as count, (details ->> 'sum')::numeric as sum,
                     (details ->> 'purchased_at')::timestamptz as at
              from about where kind = 'purchased'
              union all
              select number, path, null, sum((details ->> 'purchases_count')::bigint),
                     sum((details ->> 'purchases_sum')::numeric),
                     max((details ->> 'last_purchased_at')::timestamptz)
              from about where kind = 'moved_in' group by number, path),
            reduction as (
              select r.number, p.path, p.id, sum((r.details ->> 'sum')::numeric) as sum,
                     count(*) filter (where r.details ->> 'last' = 'Y') as count
              from about r
              left join lateral (
                select path, id from purchase p
                where p.number = r.number and p.id = r.id
                  and p.path[:cardinality(r.path)] = r.path
                order by cardinality(p.path), p.path limit 1) as p on true
              where r.kind = 'purchase_reduced'
              group by r.number, p.path, p.id),
            left_over as (
              select p.number, p.id, p.at, p.count - coalesce(r.count, 0) as count,
                     p.sum - coalesce(r.sum, 0) as sum
              from purchase p
              left join reduction r on r.number = p.number and r.id is not distinct from p.id
                and (r.path = p.path or r.id is null))
            select l.number, sum(l.count) as count, sum(l.sum) as sum,
                   max(l.at) filter (where l.count > 0) as last
            from asked a
            join left_over l on l.number = a.number
            where case when l.id is null then a.since = '-infinity'
                       else l.at >= a.since end
              and (l.at < a.until or (l.at is null and a.until = 'infinity'))
            group by l.number
            """)
        .param(Sql.bigints(asked, each -> (long) each.number()))
        .param(Sql.bigints(asked, each -> each.place().portalId()))
        .param(Sql.uuids(asked, each -> each.report().cardId()))
        .param(Sql.instants(asked, each -> since(each.report().period())))
        .param(Sql.instants(asked, each -> until(each.report().period())))
        .query(
            row -> {
              answers.put(asked.get(row.getInt("number")).place(), bought(row).values());
            });
  }

  private static Bought bought(ResultSet row) throws SQLException {
    return new Bought(row.getLong("count"), row.getBigDecimal("sum"), instant(row, "last"));
  }

  private void addTransactions(
      List<Asked<Report.Transactions>> asked, Map<Place, List<String>> answers) {
    if (asked.isEmpty()) {
      return;
    }
    var found = new HashMap<Integer, Postings>();
    jdbc.sql(
            """
            with posting as (
              select a.number, a.rows, e.seq, e.at, e.transaction_id,
                     coalesce(e.details ->> 'reason_comment', '') as comment,
                     case when e.kind in ('accrued', 'payment_reversed', 'moved_in')
                          then 'accrual' else 'payment' end as type,
                     case e.kind
                       when 'accrued' then (e.details ->> 'value')::numeric
                       when 'hold_captured' then (e.details ->> 'amount')::numeric
                       when 'burned' then lots.amount
                       when 'accrual_reversed' then lots.amount
                       when 'moved_out' then lots.amount
                       when 'moved_in' then lots.amount
                       else abs(e.amount) end as amount
              from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                as a (number, portal_id, card_id, since, until, type, reason_code, rows)
              join entry e on e.portal_id = a.portal_id and e.card_id = a.card_id
              cross join lateral (
                select sum(split_part(lot, '=', 2)::numeric) as amount
                from unnest(string_to_array(
                  e.details ->> case when e.kind = 'moved_in' then 'lots' else 'charges' end,
                  ';')) as lot) as lots
              where e.transaction_id is not null and e.at >= a.since and e.at < a.until
                and (a.type = ''
                  or a.type = case when e.kind in ('accrued', 'payment_reversed', 'moved_in')
                                   then 'accrual' else 'payment' end)
                and (a.reason_code = '' or a.reason_code = e.details ->> 'reason_code')),
            numbered as (
              select *, row_number() over (partition by number order by seq desc) as place,
                     count(*) over card as count,
                     sum(amount) filter (where type = 'accrual') over card as accrued,
                     sum(amount) filter (where type = 'payment') over card as paid
              from posting
              window card as (partition by number))
            select * from numbered where place <= rows order by number, place
            """)
        .param(Sql.bigints(asked, each -> (long) each.number()))
        .param(Sql.bigints(asked, each -> each.place().portalId()))
        .param(Sql.uuids(asked, each -> each.report().cardId()))
        .param(Sql.instants(asked, each -> since(each.report().period())))
        .param(Sql.instants(asked, each -> until(each.report().period())))
        .param(Sql.texts(asked, each -> each.report().type()))
        .param(Sql.texts(asked, each -> each.report().reasonCode()))
        .param(Sql.bigints(asked, each -> (long) each.report().rows()))
        .query(
            row -> {
              found.merge(row.getInt("number"), postings(row), Reports::joined);
            });
    asked.forEach(
        each ->
            answers.put(each.place(), found.getOrDefault(each.number(), Postings.NONE).values()));
  }

  /** The totals with one row of the list. */
  private static Postings postings(ResultSet row) throws SQLException {
    var posting =
        new Posting(
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("type"),
            row.getBigDecimal("amount"),
            row.getObject("transaction_id", UUID.class),
            row.getString("comment"));
    return new Postings(
        row.getLong("count"), orZero(row, "accrued"), orZero(row, "paid"), List.of(posting));
  }

  private static Postings joined(Postings newer, Postings older) {
    var all = new ArrayList<>(newer.newest());
    all.addAll(older.newest());
    return new Postings(newer.count(), newer.accrued(), newer.paid(), all);
  }

  private static BigDecimal orZero(ResultSet row, String column) throws SQLException {
    var number = row.getBigDecimal(column);
    return number == null ? BigDecimal.ZERO : number;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** PostgreSQL's own words for the ends of time stand where the period is open. */
  private static Object since(Period period) {
    var since = period.since();
    return since == null ? "-infinity" : since.atOffset(ZoneOffset.UTC);
  }

  private static Object until(Period period) {
    var until = period.until();
    return until == null ? "infinity" : until.atOffset(ZoneOffset.UTC);
  }
}
