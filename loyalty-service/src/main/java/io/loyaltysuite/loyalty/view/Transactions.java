package io.loyaltysuite.loyalty.view;

import io.loyaltysuite.loyalty.reproduce.EntryRecord;
import io.loyaltysuite.schemas.v1.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Transactions, newest first; those of pending bonuses once the bonuses can be spent. */
@Repository
public class Transactions {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final String OF_PORTAL = "e.portal_id = ? and e.shown_at <= now()";
  private static final String OF_CARD = OF_PORTAL + " and e.card_id = ?";

  private final JdbcClient jdbc;

  Transactions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Page<Transaction> page(long portalId, int number) {
    return page(OF_PORTAL, List.of(portalId), number);
  }

  public Page<Transaction> page(long portalId, UUID cardId, int number) {
    return page(OF_CARD, List.of(portalId, cardId), number);
  }

  /** Where in the list of all transactions somebody is. */
  public record Place(OffsetDateTime shownAt, UUID entryId) {

    /** In front of all. */
    public static final Place FIRST =
        new Place(OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), new UUID(0, 0));
  }

  /** A transaction and its place. */
  public record Placed(Transaction transaction, Place place) {}

  /** The transactions after a place, oldest first. */
  public List<Placed> next(long portalId, Place after, int limit) {
    return jdbc.sql(
            """
            select e.*, a.number, a.currency
            from entry e join account a on a.portal_id = e.portal_id and a.card_id = e.card_id
            where e.portal_id = ? and e.shown_at <= now() and (e.shown_at, e.entry_id) > (?, ?)
            order by e.shown_at, e.entry_id limit ?
            """)
        .params(portalId, after.shownAt(), after.entryId(), limit)
        .query(
            (row, _) ->
                new Placed(
                    read(row),
                    new Place(
                        row.getObject("shown_at", OffsetDateTime.class),
                        row.getObject("entry_id", UUID.class))))
        .list();
  }

  private Page<Transaction> page(String where, List<Object> values, int number) {
    var total =
        jdbc.sql("select count(*) from entry e where " + where)
            .params(values)
            .query(Long.class)
            .single();
    var items =
        jdbc.sql(
                """
                select e.*, a.number, a.currency
                from entry e join account a on a.portal_id = e.portal_id and a.card_id = e.card_id
                where %s
                order by e.shown_at desc, e.entry_id desc limit ? offset ?
                """
                    .formatted(where))
            .params(values)
            .params(List.of(Page.SIZE, Page.offset(number)))
            .query((row, _) -> read(row))
            .list();
    return new Page<>(items, total, number);
  }

  private static Transaction read(ResultSet row) throws SQLException {
    var record = new Entry();
    record.setEntryId(row.getString("entry_id"));
    record.setCardId(row.getString("card_id"));
    record.setSeq(row.getLong("seq"));
    record.setKind(row.getString("kind"));
    record.setAmount(row.getBigDecimal("amount").toPlainString());
    record.setBalanceAfter(row.getBigDecimal("balance_after").toPlainString());
    record.setTransactionId(row.getString("transaction_id"));
    record.setDetails(JSON.readValue(row.getString("details"), TEXTS));
    record.setAt(row.getObject("at", OffsetDateTime.class).toInstant());
    return Transaction.of(
        EntryRecord.read(record),
        row.getString("number"),
        Currency.getInstance(row.getString("currency")));
  }
}
