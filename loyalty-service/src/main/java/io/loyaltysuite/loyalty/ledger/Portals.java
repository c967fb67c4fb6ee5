package io.loyaltysuite.loyalty.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

  /**
   * Locks the portals until the transaction ends, known ones in id order, then new ones in the
   * order of their member ids. A portal seen for the first time gets its row.
   *
   * @return ids by member id
   */
  Map<String, Long> lock(Collection<String> memberIds) {
    var locked = lockKnown(memberIds);
    var unknown = new TreeSet<>(memberIds);
    unknown.removeAll(locked.keySet());
    if (!unknown.isEmpty()) {
      create(unknown);
      locked.putAll(lockKnown(unknown));
    }
    return locked;
  }

  private Map<String, Long> lockKnown(Collection<String> memberIds) {
    var ids = new HashMap<String, Long>();
    jdbc.sql("select id, member_id from portal where member_id = any(?) order by id for update")
        .param(Sql.texts(memberIds, Function.identity()))
        .query(
            row -> {
              ids.put(row.getString("member_id"), row.getLong("id"));
            });
    return ids;
  }

  private void create(Collection<String> memberIds) {
    jdbc.sql("insert into portal (member_id) select unnest(?) on conflict do nothing")
        .param(Sql.texts(memberIds, Function.identity()))
        .update();
  }
}
