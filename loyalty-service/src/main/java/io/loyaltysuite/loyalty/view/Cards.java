package io.loyaltysuite.loyalty.view;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.ledger.AccountState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Cards as they were last written. */
@Repository
public class Cards {

  private final JdbcClient jdbc;
  private final RowMapper<Account> state;

  Cards(JdbcClient jdbc, AccountState state) {
    this.jdbc = jdbc;
    this.state = (row, _) -> state.read(row.getBytes("state"));
  }

  public Page<Account> page(long portalId, Order<Order.OfCards> order, int number) {
    var total =
        jdbc.sql("select count(*) from account where portal_id = ?")
            .param(portalId)
            .query(Long.class)
            .single();
    var items =
        jdbc.sql(
                "select state from account where portal_id = ?"
                    + order.clause("card_id")
                    + " limit ? offset ?")
            .params(portalId, Page.SIZE, Page.offset(number))
            .query(state)
            .list();
    return new Page<>(items, total, number);
  }

  /** The cards after one, in the order of their ids. */
  public List<Account> next(long portalId, @Nullable UUID after, int limit) {
    return jdbc.sql(
            "select state from account where portal_id = ? and card_id > ? order by card_id limit"
                + " ?")
        .params(portalId, Objects.requireNonNullElse(after, new UUID(0, 0)), limit)
        .query(state)
        .list();
  }

  public Optional<Account> find(long portalId, UUID cardId) {
    return jdbc.sql("select state from account where portal_id = ? and card_id = ?")
        .params(portalId, cardId)
        .query(state)
        .optional();
  }

  /** Cards by their ids; unknown ones are absent. */
  public List<Account> find(long portalId, Collection<UUID> cardIds) {
    return cardIds.isEmpty()
        ? List.of()
        : jdbc.sql("select state from account where portal_id = ? and card_id = any(?)")
            .params(portalId, new SqlArrayValue("uuid", cardIds.toArray()))
            .query(state)
            .list();
  }

  public Optional<Account> find(long portalId, String number) {
    return Optional.ofNullable(idsOf(portalId, List.of(number)).get(number))
        .flatMap(id -> find(portalId, id));
  }

  /** Ids of cards by their numbers; numbers of no card are absent. */
  public Map<String, UUID> idsOf(long portalId, Collection<String> numbers) {
    var ids = new HashMap<String, UUID>();
    if (!numbers.isEmpty()) {
      jdbc.sql(
              """
              select key, split_part(value, '|', 1)::uuid as card_id from card_key
              where portal_id = ? and kind = 'CARD_NUMBER' and key = any(?) and single
              """)
          .params(portalId, new SqlArrayValue("text", numbers.toArray()))
          .query(
              row -> {
                ids.put(row.getString("key"), row.getObject("card_id", UUID.class));
              });
    }
    return ids;
  }

  /**
   * The card of each contact that has one, by the contact's id: the first that is active, else the
   * first that is not deleted, else the first.
   */
  public Map<String, Account> ofContacts(long portalId, Collection<String> contactIds) {
    var cards = new HashMap<String, Account>();
    if (!contactIds.isEmpty()) {
      jdbc.sql(
              """
              select state from account where portal_id = ? and contact_id = any(?)
              order by case status when 'active' then 0 when 'blocked' then 1 else 2 end,
                       created_at, card_id
              """)
          .params(portalId, new SqlArrayValue("text", contactIds.toArray()))
          .query(state)
          .list()
          .forEach(card -> cards.putIfAbsent(card.contactId(), card));
    }
    return cards;
  }
}
