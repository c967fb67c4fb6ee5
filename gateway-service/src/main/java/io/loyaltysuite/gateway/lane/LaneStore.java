package io.loyaltysuite.gateway.lane;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of lanes. All times are the database's, so that instances need not agree on theirs. */
@Repository
class LaneStore {

  /** A row and the database's time of reading it. */
  record Seen(LaneState state, Instant now) {}

  private final JdbcClient jdbc;

  LaneStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Seen> see(String memberId) {
    return jdbc.sql("select lane.*, clock_timestamp() as now from lane where member_id = ?")
        .param(memberId)
        .query(LaneStore::seen)
        .optional();
  }

  /** Locks the row until the transaction ends; empty when this turn is over. */
  Optional<Seen> fence(String memberId, long epoch) {
    return jdbc.sql(
            """
            select lane.*, clock_timestamp() as now from lane
            where member_id = ? and epoch = ? and busy_until is not null for update\
            """)
        .params(memberId, epoch)
        .query(LaneStore::seen)
        .optional();
  }

  /** Compare and set: false when somebody was faster. */
  boolean replace(String memberId, long expectedEpoch, LaneState next, String owner) {
    return jdbc.sql(
                """
                update lane set epoch = :epoch, owner = :owner, busy_until = :busy, level = :level,
                  level_at = :levelAt, paused_until = :paused, pause_reason = :reason, failures = :failures
                where member_id = :member and epoch = :expected\
                """)
            .param("epoch", next.epoch())
            .param("owner", owner)
            .param("busy", time(next.busyUntil()))
            .param("level", next.bucket().level())
            .param("levelAt", time(next.bucket().at()))
            .param("paused", time(next.pausedUntil()))
            .param("reason", next.pauseReason())
            .param("failures", next.failures())
            .param("member", memberId)
            .param("expected", expectedEpoch)
            .update()
        == 1;
  }

  void readyAt(String memberId, @Nullable Instant at) {
    jdbc.sql("update lane set ready_at = :at where member_id = :member")
        .param("at", time(at))
        .param("member", memberId)
        .update();
  }

  /** Makes the lanes known and due; locks them in one order, whoever calls. */
  void announce(Collection<String> memberIds) {
    jdbc.sql(
            """
            insert into lane (member_id, ready_at)
            select m, clock_timestamp() from unnest(?::text[]) m order by m
            on conflict (member_id) do update
            set ready_at = least(lane.ready_at, excluded.ready_at)\
            """)
        .param(memberIds.stream().distinct().toArray(String[]::new))
        .update();
  }

  void endPause(String memberId) {
    jdbc.sql(
            "update lane set paused_until = null, pause_reason = '', failures = 0 where member_id = ?")
        .param(memberId)
        .update();
  }

  /** Portals that have something to do and may be asked, longest waiting first. */
  List<String> ready(int limit) {
    return jdbc.sql(
            """
            select member_id from lane
            where ready_at <= clock_timestamp()
              and (busy_until is null or busy_until <= clock_timestamp())
              and (paused_until is null or paused_until <= clock_timestamp())
            order by ready_at limit ?\
            """)
        .param(limit)
        .query((row, number) -> row.getString("member_id"))
        .list();
  }

  private static Seen seen(ResultSet row, int number) throws SQLException {
    var bucket = new Bucket(row.getDouble("level"), row.getTimestamp("level_at").toInstant());
    var state =
        new LaneState(
            row.getLong("epoch"),
            instant(row, "busy_until"),
            bucket,
            instant(row, "paused_until"),
            row.getString("pause_reason"),
            row.getInt("failures"));
    return new Seen(state, row.getTimestamp("now").toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Timestamp time(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
