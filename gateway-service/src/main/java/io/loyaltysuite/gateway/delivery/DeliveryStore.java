package io.loyaltysuite.gateway.delivery;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of deliveries: what has to go out, and what went. */
@Repository
class DeliveryStore {
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  DeliveryStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Adds what is new; the answer is what was. A result read again is known and changes nothing. */
  List<NewDelivery> add(List<NewDelivery> deliveries) {
    int[][] added =
        batches.batchUpdate(
            """
            insert into delivery (result_id, command_id, member_id, workflow_id, activity_name,
              activity_code, reply_to, waits, received_at, asked_at, deadline, value,
              header_names, header_values, log_partition, log_offset)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (result_id) do nothing\
            """,
            deliveries,
            Math.max(1, deliveries.size()),
            DeliveryStore::bind);
    var fresh = new ArrayList<NewDelivery>();
    for (int i = 0; i < deliveries.size(); i++) {
      if (added[0][i] == 1) {
        fresh.add(deliveries.get(i));
      }
    }
    return fresh;
  }

  private static void bind(PreparedStatement row, NewDelivery delivery) throws SQLException {
    var key = delivery.key();
    var origin = delivery.origin();
    row.setString(1, key.resultId());
    row.setString(2, key.commandId());
    row.setString(3, key.memberId());
    row.setString(4, key.workflowId());
    row.setString(5, key.activityName());
    row.setString(6, key.activityCode());
    row.setString(7, delivery.replyTo());
    row.setBoolean(8, delivery.waits());
    row.setTimestamp(9, Timestamp.from(delivery.receivedAt()));
    row.setTimestamp(10, time(delivery.askedAt()));
    row.setTimestamp(11, time(delivery.deadline()));
    row.setBytes(12, origin.value());
    row.setObject(13, origin.headerNames().toArray(String[]::new));
    row.setObject(14, origin.headerValues().toArray(String[]::new));
    row.setInt(15, origin.partition());
    row.setLong(16, origin.offset());
  }

  Optional<Instant> nextDue(String memberId) {
    return jdbc.sql(
            """
            select next_at from delivery where member_id = ? and state = 'pending'
            order by next_at limit 1\
            """)
        .param(memberId)
        .query((row, number) -> row.getTimestamp("next_at").toInstant())
        .optional();
  }

  /**
   * Due deliveries of a portal: live ones in the order of their arrival, then the repeated ones.
   */
  List<StoredDelivery> due(String memberId, int limit) {
    return jdbc.sql(
            """
            select d.*, (select max(o.rest_at) from delivery o
                where o.member_id = d.member_id and o.workflow_id = d.workflow_id
                  and o.result_id <> d.result_id) as workflow_rests_at
            from delivery d
            where d.member_id = ? and d.state = 'pending' and d.next_at <= clock_timestamp()
            order by d.resends, d.seq limit ?\
            """)
        .params(memberId, limit)
        .query(DeliveryStore::stored)
        .list();
  }

  /** Notes, before a request, that the portal may know these replies from now on. */
  void taken(Collection<StoredDelivery> deliveries, Duration rest) {
    jdbc.sql(
            """
            update delivery set uncertain = true, taken_at = clock_timestamp(),
              touched_at = clock_timestamp(),
              rest_at = clock_timestamp() + make_interval(secs => :rest)
            where result_id = any(:ids) and state = 'pending'\
            """)
        .param("rest", rest.toMillis() / 1e3)
        .param("ids", ids(deliveries))
        .update();
  }

  /**
   * An attempt is over.
   *
   * @param restsAt when its workflow has come to rest
   */
  record Attempted(StoredDelivery delivery, Instant at, Instant restsAt) {}

  void sent(Attempted attempt, Instant checkAt) {
    jdbc.sql(
            """
            update delivery set state = 'sent', attempt = attempt + 1, uncertain = false,
              touched_at = :at, sent_at = :at, rest_at = :rest, waiting_for = '',
              check_at = case when waits and resends = 0 then :check::timestamptz end
            where result_id = :id and state = 'pending'\
            """)
        .param("at", Timestamp.from(attempt.at()))
        .param("rest", Timestamp.from(attempt.restsAt()))
        .param("check", Timestamp.from(checkAt))
        .param("id", attempt.delivery().key().resultId())
        .update();
  }

  /**
   * How an attempt is repeated.
   *
   * @param ownFailure whether the reason lies in the reply
   * @param alone whether it goes in a request of its own from now on
   * @param uncertain whether the portal may have taken it all the same
   */
  record Repetition(Instant notBefore, boolean ownFailure, boolean alone, boolean uncertain) {}

  void retry(Attempted attempt, Repetition repetition) {
    jdbc.sql(
            """
            update delivery set attempt = attempt + 1, failures = failures + :failures,
              alone = alone or :alone, uncertain = :uncertain, touched_at = :at, rest_at = :rest,
              next_at = :next, waiting_for = ''
            where result_id = :id and state = 'pending'\
            """)
        .param("failures", repetition.ownFailure() ? 1 : 0)
        .param("alone", repetition.alone())
        .param("uncertain", repetition.uncertain())
        .param("at", Timestamp.from(attempt.at()))
        .param("rest", Timestamp.from(attempt.restsAt()))
        .param("next", Timestamp.from(repetition.notBefore()))
        .param("id", attempt.delivery().key().resultId())
        .update();
  }

  void abandoned(StoredDelivery delivery) {
    jdbc.sql("update delivery set state = 'abandoned' where result_id = ? and state = 'pending'")
        .param(delivery.key().resultId())
        .update();
  }

  void postpone(StoredDelivery delivery, Instant until) {
    jdbc.sql("update delivery set next_at = ? where result_id = ? and state = 'pending'")
        .params(Timestamp.from(until), delivery.key().resultId())
        .update();
  }

  /**
   * Marks due deliveries as waiting for this reason; the answer is those that were not marked
   * before.
   */
  List<StoredDelivery> waiting(String memberId, String reason, int limit) {
    return jdbc.sql(
            """
            update delivery d set waiting_for = :reason
            where d.result_id in (
              select result_id from delivery where member_id = :member and state = 'pending'
                and next_at <= clock_timestamp() and waiting_for <> :reason
              order by seq limit :limit for update skip locked)
            returning d.*, null::timestamptz as workflow_rests_at\
            """)
        .param("reason", reason)
        .param("member", memberId)
        .param("limit", limit)
        .query(DeliveryStore::stored)
        .list();
  }

  /**
   * Looks at sent replies whose time has come: one at risk is made pending once more. At risk is an
   * answer that was sent while another call of its workflow was open, since it may have met the
   * workflow running. A call was open if we had it, or if the portal had certainly made it.
   *
   * @return for each reply to send again its portal
   */
  List<String> reviveLost(int limit) {
    return jdbc
        .sql(
            """
            with due as (
              select result_id from delivery where check_at <= clock_timestamp()
              order by check_at limit ? for update skip locked),
            judged as (
              select d.result_id,
                (d.deadline is null or d.deadline > clock_timestamp()) and exists (
                  select 1 from delivery o
                  where o.member_id = d.member_id and o.workflow_id = d.workflow_id
                    and o.result_id <> d.result_id
                    and (o.received_at < d.taken_at or o.asked_at + interval '1 second' < d.taken_at)
                    and (o.touched_at is null or o.touched_at >= d.taken_at)) as at_risk
              from delivery d join due using (result_id))
            update delivery d set check_at = null,
              state = case when at_risk then 'pending' else d.state end,
              resends = d.resends + at_risk::int,
              next_at = clock_timestamp()
            from judged where judged.result_id = d.result_id and d.state = 'sent'
            returning case when at_risk then d.member_id end as member_id\
            """)
        .param(limit)
        .query((row, number) -> Optional.ofNullable(row.getString("member_id")))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Makes abandoned replies pending once more, as if they had just come. */
  int sendAgain(String memberId, int limit) {
    return jdbc.sql(
            """
            update delivery set state = 'pending', failures = 0, deadline = null, waiting_for = '',
              stored_at = clock_timestamp(), next_at = clock_timestamp()
            where result_id in (
              select result_id from delivery where member_id = ? and state = 'abandoned'
              order by seq limit ? for update skip locked)\
            """)
        .params(memberId, limit)
        .update();
  }

  int forget(Duration older, int limit) {
    return jdbc.sql(
            """
            delete from delivery where result_id in (
              select result_id from delivery
              where stored_at < clock_timestamp() - make_interval(secs => ?) and state <> 'pending'
              limit ?)\
            """)
        .params(older.toSeconds(), limit)
        .update();
  }

  /** Replies of portals that left and asked for their data to be deleted. */
  int forgetLeft(int limit) {
    return jdbc.sql(
            """
            delete from delivery where result_id in (
              select d.result_id from installation i join delivery d using (member_id)
              where i.clean and d.state <> 'pending' limit ?)\
            """)
        .param(limit)
        .update();
  }

  private static StoredDelivery stored(ResultSet row, int number) throws SQLException {
    var key =
        new DeliveryKey(
            row.getString("result_id"),
            row.getString("command_id"),
            row.getString("member_id"),
            row.getString("workflow_id"),
            row.getString("activity_name"),
            row.getString("activity_code"));
    var origin =
        new Origin(
            row.getInt("log_partition"),
            row.getLong("log_offset"),
            row.getBytes("value"),
            texts(row.getArray("header_names")),
            texts(row.getArray("header_values")));
    return new StoredDelivery(
        key,
        origin,
        row.getString("reply_to"),
        row.getBoolean("waits"),
        row.getTimestamp("received_at").toInstant(),
        instant(row, "deadline"),
        row.getTimestamp("stored_at").toInstant(),
        row.getBoolean("alone"),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getInt("resends"),
        row.getBoolean("uncertain"),
        instant(row, "workflow_rests_at"));
  }

  private static String[] ids(Collection<StoredDelivery> deliveries) {
    return deliveries.stream().map(d -> d.key().resultId()).toArray(String[]::new);
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Timestamp time(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
