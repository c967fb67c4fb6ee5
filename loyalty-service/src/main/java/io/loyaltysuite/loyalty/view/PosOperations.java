package io.loyaltysuite.loyalty.view;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What cash desks told. */
@Repository
public class PosOperations {

  private final JdbcClient jdbc;

  PosOperations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What refunds of a sale came to so far. */
  public record Refunded(BigDecimal money, BigDecimal bonuses) {}

  /**
   * Writes down that an operation begins. One that is there already stays, unless it was refused:
   * then this is the next attempt.
   */
  @Transactional
  public PosOperation begin(long portalId, PosOperation told) {
    insert(portalId, told);
    var known = find(portalId, told.id(), " for update").orElseThrow();
    if (!known.isRefused()) {
      return known;
    }
    var again = known.again(told);
    jdbc.sql(
            """
            update pos_operation
            set sale_id = ?, card_id = ?, touch_point = ?, money_sum = ?, bonus_sum = ?,
                attempt = ?, state = 'running', fingerprint = ?, request = ?::jsonb,
                payment_id = null
            where portal_id = ? and operation_id = ?
            """)
        .param(again.saleId())
        .param(again.cardId())
        .param(again.touchPoint())
        .param(again.moneySum())
        .param(again.bonusSum())
        .param(again.attempt())
        .param(again.fingerprint())
        .param(again.request())
        .param(portalId)
        .param(again.id())
        .update();
    return again;
  }

  private void insert(long portalId, PosOperation told) {
    jdbc.sql(
            """
            insert into pos_operation
              (portal_id, operation_id, pos, type, number, sale_id, card_id, touch_point,
               money_sum, bonus_sum, attempt, state, fingerprint, request, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?::jsonb, ?)
            on conflict do nothing
            """)
        .param(portalId)
        .param(told.id())
        .param(told.pos())
        .param(told.type())
        .param(told.number())
        .param(told.saleId())
        .param(told.cardId())
        .param(told.touchPoint())
        .param(told.moneySum())
        .param(told.bonusSum())
        .param(told.attempt())
        .param(told.fingerprint())
        .param(told.request())
        .param(told.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Writes down how an attempt ended; whoever ended the same attempt before wrote the same. */
  public PosOperation end(
      long portalId,
      PosOperation operation,
      String state,
      String transactions,
      @Nullable UUID paymentId) {
    jdbc.sql(
            """
            update pos_operation set state = ?, transactions = ?::jsonb, payment_id = ?
            where portal_id = ? and operation_id = ? and attempt = ?
            """)
        .param(state)
        .param(transactions)
        .param(paymentId)
        .param(portalId)
        .param(operation.id())
        .param(operation.attempt())
        .update();
    return find(portalId, operation.id()).orElseThrow();
  }

  /** An operation, and whose it is. */
  public record Unfinished(long portalId, PosOperation operation) {}

  /**
   * Operations that were begun before an instant and never ended, oldest first.
   *
   * @param after only those that come later; null for the first ones
   */
  public List<Unfinished> unfinished(Instant before, @Nullable PosOperation after, int limit) {
    return jdbc.sql(
            """
            select * from pos_operation
            where state = 'running' and created_at < ? and (created_at, operation_id) > (?, ?)
            order by created_at, operation_id limit ?
            """)
        .param(before.atOffset(ZoneOffset.UTC))
        .param((after == null ? Instant.EPOCH : after.created()).atOffset(ZoneOffset.UTC))
        .param(after == null ? new UUID(0, 0) : after.id())
        .param(limit)
        .query((row, _) -> new Unfinished(row.getLong("portal_id"), read(row)))
        .list();
  }

  /** What refunds of a sale, other than one, came to, those under way included. */
  public Refunded refunded(long portalId, UUID saleId, UUID otherThan) {
    return jdbc.sql(
            """
            select coalesce(sum(money_sum), 0) as money, coalesce(sum(bonus_sum), 0) as bonuses
            from pos_operation
            where portal_id = ? and sale_id = ? and state <> 'refused' and operation_id <> ?
            """)
        .params(portalId, saleId, otherThan)
        .query((row, _) -> new Refunded(row.getBigDecimal("money"), row.getBigDecimal("bonuses")))
        .single();
  }

  public Optional<PosOperation> find(long portalId, UUID id) {
    return find(portalId, id, "");
  }

  private Optional<PosOperation> find(long portalId, UUID id, String lock) {
    return jdbc.sql("select * from pos_operation where portal_id = ? and operation_id = ?" + lock)
        .params(portalId, id)
        .query((row, _) -> read(row))
        .optional();
  }

  /** Newest first. */
  public Page<PosOperation> page(long portalId, String pos, int number) {
    var total =
        jdbc.sql("select count(*) from pos_operation where portal_id = ? and pos = ?")
            .params(portalId, pos)
            .query(Long.class)
            .single();
    var items =
        jdbc.sql(
                """
                select * from pos_operation where portal_id = ? and pos = ?
                order by created_at desc, operation_id desc limit ? offset ?
                """)
            .params(portalId, pos, Page.SIZE, Page.offset(number))
            .query((row, _) -> read(row))
            .list();
    return new Page<>(items, total, number);
  }

  private static PosOperation read(ResultSet row) throws SQLException {
    return new PosOperation(
        row.getObject("operation_id", UUID.class),
        row.getString("pos"),
        row.getString("type"),
        row.getString("number"),
        row.getObject("sale_id", UUID.class),
        row.getObject("card_id", UUID.class),
        row.getString("touch_point"),
        row.getBigDecimal("money_sum"),
        row.getBigDecimal("bonus_sum"),
        row.getInt("attempt"),
        row.getString("state"),
        row.getString("fingerprint"),
        row.getString("request"),
        row.getString("transactions"),
        row.getObject("payment_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
