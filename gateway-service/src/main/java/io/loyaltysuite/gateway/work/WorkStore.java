package io.loyaltysuite.gateway.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of works: what has to be done in portals, and what was. */
@Repository
class WorkStore {

  /** When work ends, whatever its portal does: a condition on its row. */
  private static final String ENDS =
      "(until + case state when 'pending' then -1 * :margin else :settle end"
          + " * interval '1 second')";

  /** Works on the same thing follow one another, so that each is planned on what the last left. */
  private static final String WAITS_FOR_ANOTHER =
      """
      exists (select 1 from portal_work o where o.member_id = w.member_id
        and o.subject = w.subject and o.state <> 'done' and o.seq < w.seq)\
      """;

  private static final String DUE_AT =
      "case when " + WAITS_FOR_ANOTHER + " then " + ENDS + " else least(next_at, " + ENDS + ") end";

  private final JdbcClient jdbc;
  private final WorkProperties properties;

  WorkStore(JdbcClient jdbc, WorkProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /** Whether it was new: a result read again is known and changes nothing. */
  boolean add(
      String resultId, String memberId, String subject, Instant until, PortalWorks.Asked by) {
    return jdbc.sql(
                """
                insert into portal_work (result_id, member_id, subject, until, value, trace)
                values (?, ?, ?, ?, ?, ?) on conflict (result_id) do nothing\
                """)
            .params(
                resultId, memberId, subject, Timestamp.from(until), by.value(), by.traceParent())
            .update()
        == 1;
  }

  Optional<Instant> nextDue(String memberId) {
    return timed(
            "select min("
                + DUE_AT
                + ") as due from portal_work w where member_id = :member and state <> 'done'")
        .param("member", memberId)
        .query((row, number) -> Optional.ofNullable(instant(row, "due")))
        .single();
  }

  /** The portal's next piece of work that is due. */
  Optional<StoredWork> due(String memberId) {
    return timed(
            "select * from portal_work w where member_id = :member and state <> 'done' and "
                + DUE_AT
                + " <= clock_timestamp() order by seq limit 1")
        .param("member", memberId)
        .query(WorkStore::stored)
        .optional();
  }

  /** Portals with work whose time is over. */
  List<String> ended(int limit) {
    return timed(
            "select distinct member_id from (select member_id from portal_work where state <> 'done'"
                + " and "
                + ENDS
                + " <= clock_timestamp() limit :limit) late")
        .param("limit", limit)
        .query((row, number) -> row.getString("member_id"))
        .list();
  }

  private JdbcClient.StatementSpec timed(String sql) {
    return jdbc.sql(sql)
        .param("margin", properties.beginMargin().toMillis() / 1e3)
        .param("settle", properties.settleFor().toMillis() / 1e3);
  }

  Optional<StoredWork> find(String resultId) {
    return jdbc.sql("select * from portal_work where result_id = ?")
        .param(resultId)
        .query(WorkStore::stored)
        .optional();
  }

  /** Notes what may be written from now on; false when somebody else did or it is over. */
  boolean planned(String resultId, String plan) {
    return jdbc.sql(
                """
                update portal_work set state = 'planned', plan = ?
                where result_id = ? and state = 'pending'\
                """)
            .params(plan, resultId)
            .update()
        == 1;
  }

  /** The next attempt is due then. */
  void again(StoredWork work, Instant notBefore, boolean ownFailure) {
    jdbc.sql(
            """
            update portal_work set attempt = attempt + 1, failures = failures + ?, next_at = ?,
              waiting_for = ''
            where result_id = ? and state <> 'done'\
            """)
        .params(ownFailure ? 1 : 0, Timestamp.from(notBefore), work.resultId())
        .update();
  }

  /** It is over; false when it was before. */
  boolean done(StoredWork work, String outcome, @Nullable String made) {
    return jdbc.sql(
                """
                update portal_work set state = 'done', outcome = :outcome, made = :made,
                  done_at = clock_timestamp()
                where result_id = :id and state <> 'done'\
                """)
            .param("outcome", outcome)
            .param("made", made)
            .param("id", work.resultId())
            .update()
        == 1;
  }

  /** Marks due works as waiting for this reason; the answer is those that were not before. */
  List<StoredWork> waiting(String memberId, String reason, int limit) {
    return jdbc.sql(
            """
            update portal_work set waiting_for = :reason where result_id in (
              select result_id from portal_work where member_id = :member and state <> 'done'
                and next_at <= clock_timestamp() and waiting_for <> :reason
              order by seq limit :limit for update skip locked)
            returning *\
            """)
        .param("reason", reason)
        .param("member", memberId)
        .param("limit", limit)
        .query(WorkStore::stored)
        .list();
  }

  int forget(Duration older, int limit) {
    return jdbc.sql(
            """
            delete from portal_work where result_id in (
              select result_id from portal_work
              where state = 'done' and done_at < clock_timestamp() - make_interval(secs => ?)
              limit ?)\
            """)
        .params(older.toSeconds(), limit)
        .update();
  }

  /** Works of portals that left and asked for their data to be deleted. */
  int forgetLeft(int limit) {
    return jdbc.sql(
            """
            delete from portal_work where result_id in (
              select w.result_id from installation i join portal_work w using (member_id)
              where i.clean and w.state = 'done' limit ?)\
            """)
        .param(limit)
        .update();
  }

  private static StoredWork stored(ResultSet row, int number) throws SQLException {
    return new StoredWork(
        row.getString("result_id"),
        row.getBytes("value"),
        row.getString("trace"),
        row.getTimestamp("until").toInstant(),
        row.getString("plan"),
        row.getString("made"),
        row.getString("outcome"),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getTimestamp("stored_at").toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
