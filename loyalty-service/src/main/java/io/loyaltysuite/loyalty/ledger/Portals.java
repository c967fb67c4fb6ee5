package io.loyaltysuite.loyalty.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of the portals: their short ids, and the lock that makes writers of a portal take turns. */
@Repository
class Portals {

  private final JdbcClient jdbc;

  Portals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A portal by its short id, with the version of the settings that is in force. */
  record Portal(long id, long settingsVersion) {}

  /**
   * Lets the transaction look rows up one by one. Plans that were made while tables were small
   * would read whole tables until somebody counts their rows again.
   */
  void searchByIndex() {
    jdbc.sql("set local enable_seqscan = off").update();
  }

  /**
   * Locks the portals until the transaction ends, known ones in id order, then new ones in the
   * order of their member ids. A portal seen for the first time gets its row.
   *
   * @return portals by member id
   */
  Map<String, Portal> lock(Collection<String> memberIds) {
    var locked = lockKnown(memberIds);
    var unknown = new TreeSet<>(memberIds);
    unknown.removeAll(locked.keySet());
    if (!unknown.isEmpty()) {
      create(unknown);
      locked.putAll(lockKnown(unknown));
    }
    return locked;
  }

  /** For those who only look. */
  Optional<Portal> find(String memberId) {
    return jdbc.sql("select id, settings_version from portal where member_id = ?")
        .param(memberId)
        .query((row, _) -> new Portal(row.getLong("id"), row.getLong("settings_version")))
        .optional();
  }

  private Map<String, Portal> lockKnown(Collection<String> memberIds) {
    var portals = new HashMap<String, Portal>();
    jdbc.sql(
            """
            select id, member_id, settings_version from portal
            where member_id = any(?) order by id for update
            """)
        .param(Sql.texts(memberIds, Function.identity()))
        .query(
            row -> {
              portals.put(
                  row.getString("member_id"),
                  new Portal(row.getLong("id"), row.getLong("settings_version")));
            });
    return portals;
  }

  private void create(Collection<String> memberIds) {
    jdbc.sql("insert into portal (member_id) select unnest(?) on conflict do nothing")
        .param(Sql.texts(memberIds, Function.identity()))
        .update();
  }
}
