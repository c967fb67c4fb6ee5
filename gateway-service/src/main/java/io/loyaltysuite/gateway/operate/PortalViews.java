package io.loyaltysuite.gateway.operate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads portals together with their lanes and their replies. Changes nothing. */
@Repository
class PortalViews {
  private static final String VIEW =
      """
      select i.member_id, i.status, i.client_endpoint, i.server_endpoint, i.language, i.user_id,
        i.version, i.installed_at, i.changed_at, i.checked_at, i.check_at, i.check_note,
        case when l.paused_until > clock_timestamp() then l.paused_until end as paused_until,
        case when l.paused_until > clock_timestamp() then l.pause_reason else '' end as pause_reason,
        coalesce(d.pending, 0) as pending, coalesce(d.abandoned, 0) as abandoned
      from installation i
      left join lane l using (member_id)
      left join lateral (
        select count(*) filter (where state = 'pending') as pending,
          count(*) filter (where state = 'abandoned') as abandoned
        from delivery where delivery.member_id = i.member_id and state <> 'sent') d on true
      """;

  private final JdbcClient jdbc;

  PortalViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<PortalView> find(String memberId) {
    return jdbc.sql(VIEW + "where i.member_id = ?")
        .param(memberId)
        .query(PortalViews::view)
        .optional();
  }

  /**
   * Portals by member_id.
   *
   * @param status of all of them; any when empty
   * @param after the last one of the page before; empty for the first page
   */
  List<PortalView> list(String status, String after, int limit) {
    return jdbc.sql(
            VIEW
                + "where i.member_id > :after and (:status = '' or i.status = :status)"
                + " order by i.member_id limit :limit")
        .param("after", after)
        .param("status", status)
        .param("limit", limit)
        .query(PortalViews::view)
        .list();
  }

  private static PortalView view(ResultSet row, int number) throws SQLException {
    return new PortalView(
        row.getString("member_id"),
        row.getString("status"),
        row.getString("client_endpoint"),
        row.getString("server_endpoint"),
        row.getString("language"),
        row.getString("user_id"),
        row.getString("version"),
        row.getTimestamp("installed_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        instant(row, "checked_at"),
        row.getTimestamp("check_at").toInstant(),
        row.getString("check_note"),
        instant(row, "paused_until"),
        row.getString("pause_reason"),
        row.getLong("pending"),
        row.getLong("abandoned"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
