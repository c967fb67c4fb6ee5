package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Due;
import io.loyaltysuite.loyalty.reproduce.AccountRecord;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Current states of the cards. */
@Repository
class Accounts {

  private static final Comparator<Card> IN_ORDER =
      Comparator.comparingLong(Card::portalId).thenComparing(Card::cardId);

  private final JdbcClient jdbc;
  private final AccountState state;

  Accounts(JdbcClient jdbc, AccountState state) {
    this.jdbc = jdbc;
    this.state = state;
  }

  /** A card within its portal. */
  record Card(long portalId, UUID cardId) {}

  /**
   * Loads cards of portals that are locked, so that nobody else moves them; cards that do not exist
   * are absent.
   */
  Map<Card, Account> load(Collection<Card> cards) {
    var accounts = new HashMap<Card, Account>();
    if (cards.isEmpty()) {
      return accounts;
    }
    jdbc.sql(
            """
            select a.portal_id, a.card_id, a.state
            from unnest(?, ?) as w (portal_id, card_id)
            join account a on a.portal_id = w.portal_id and a.card_id = w.card_id
            """)
        .param(Sql.bigints(cards, Card::portalId))
        .param(Sql.uuids(cards, Card::cardId))
        .query(
            row -> {
              var card = new Card(row.getLong("portal_id"), row.getObject("card_id", UUID.class));
              accounts.put(card, state.read(row.getBytes("state")));
            });
    return accounts;
  }

  /** What cards of the portal are kept in, if there are any. */
  Optional<String> currency(String memberId) {
    return jdbc.sql(
            """
            select a.currency from account a join portal p on p.id = a.portal_id
            where p.member_id = ? limit 1
            """)
        .param(memberId)
        .query(String.class)
        .optional();
  }

  /** Writes states, in the order of portal and card id. */
  void save(Map<Card, Account> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    var rows =
        accounts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(IN_ORDER))
            .map(
                each ->
                    new Row(
                        each.getKey(),
                        AccountRecord.write(each.getValue()),
                        each.getValue().due().orElse(null)))
            .toList();
    jdbc.sql(
            """
            insert into account
              (portal_id, card_id, number, status, currency, balance, seq, state, contact_id,
               created_at, modified_at, due_at, due_kind)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (portal_id, card_id) do update
            set number = excluded.number, status = excluded.status, balance = excluded.balance,
                seq = excluded.seq, state = excluded.state, contact_id = excluded.contact_id,
                modified_at = excluded.modified_at, due_at = excluded.due_at,
                due_kind = excluded.due_kind
            """)
        .param(Sql.bigints(rows, row -> row.card().portalId()))
        .param(Sql.uuids(rows, row -> row.card().cardId()))
        .param(Sql.texts(rows, row -> row.snapshot().getNumber()))
        .param(Sql.texts(rows, row -> row.snapshot().getStatus()))
        .param(Sql.texts(rows, row -> row.snapshot().getCurrency()))
        .param(Sql.numbers(rows, row -> row.snapshot().getBalance()))
        .param(Sql.bigints(rows, row -> row.snapshot().getSeq()))
        .param(Sql.bytes(rows, row -> state.write(row.snapshot())))
        .param(Sql.texts(rows, row -> row.snapshot().getContactId()))
        .param(Sql.instants(rows, row -> row.snapshot().getCreatedAt().atOffset(ZoneOffset.UTC)))
        .param(Sql.instants(rows, row -> row.snapshot().getModifiedAt().atOffset(ZoneOffset.UTC)))
        .param(Sql.instants(rows, row -> DueCards.at(row.due())))
        .param(Sql.texts(rows, row -> DueCards.kind(row.due())))
        .update();
  }

  private record Row(Card card, io.loyaltysuite.schemas.v1.Account snapshot, @Nullable Due due) {}
}
