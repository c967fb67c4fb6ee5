package io.loyaltysuite.standalone;

import io.loyaltysuite.standalone.parts.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the ledger says was decided, and whether it adds up. */
record LedgerEvidence(Database database) {

  void check(
      Set<UUID> answered, Map<UUID, UUID> decided, TopicEvidence.Read read, Objections broken) {
    broken.add(
        "every call answered 200 is decided",
        answered.stream().filter(one -> !decided.containsKey(one)).map(UUID::toString).toList());
    broken.add(
        "a published result is the stored one",
        decided.entrySet().stream()
            .filter(
                one ->
                    !read.resultIds()
                        .getOrDefault(one.getKey(), Set.of())
                        .equals(Set.of(one.getValue())))
            .map(one -> one.getKey().toString())
            .toList());
    broken.add(
        "a balance is the sum of its entries",
        texts(
            """
            SELECT a.card_id || ': ' || a.balance || ' is not ' || coalesce(sum(e.amount), 0)
            FROM account a LEFT JOIN entry e USING (portal_id, card_id)
            GROUP BY a.portal_id, a.card_id
            HAVING a.balance <> coalesce(sum(e.amount), 0) OR a.balance < 0
            """));
    broken.add(
        "the entries of a card are numbered without a gap",
        texts(
            """
            SELECT a.card_id || ': ' || count(e.seq) || ' entries, the last is ' || a.seq
            FROM account a LEFT JOIN entry e USING (portal_id, card_id)
            GROUP BY a.portal_id, a.card_id
            HAVING count(e.seq) <> a.seq OR max(e.seq) <> a.seq
            """));
  }

  int cards() {
    return number("SELECT count(*)::text FROM account");
  }

  /** Records that were decided for callers of REST and are not on Kafka yet. */
  int unpublished() {
    return number("SELECT count(*)::text FROM outbox");
  }

  /** How often PostgreSQL had to choose a victim in this database. */
  int deadlocks() {
    return number(
        "SELECT deadlocks::text FROM pg_stat_database WHERE datname = current_database()");
  }

  /** What is on each card, by its number. */
  Map<String, Integer> balances() {
    return texts("SELECT number || ' ' || trim_scale(balance) FROM account").stream()
        .map(text -> text.split(" ", 2))
        .collect(Collectors.toMap(card -> card[0], card -> Integer.valueOf(card[1])));
  }

  private int number(String sql) {
    return Integer.parseInt(texts(sql).getFirst());
  }

  /** The result's id of each command decided so far. */
  Map<UUID, UUID> decided() {
    var decided = new HashMap<UUID, UUID>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT command_id, result_id FROM decision")) {
      while (rows.next()) {
        decided.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
      }
      return decided;
    } catch (SQLException e) {
      throw new SuiteFailure("the ledger cannot be read: " + e.getMessage(), e);
    }
  }

  private List<String> texts(String sql) {
    var texts = new ArrayList<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new SuiteFailure("the ledger cannot be read: " + e.getMessage(), e);
    }
  }
}
