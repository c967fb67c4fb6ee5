package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.security.Sealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of application events. What an event claims is sealed, and erased once it was judged.
 */
@Repository
class AppEventStore {
  private static final TypeReference<Claims> CLAIMS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final JsonMapper json = JsonMapper.shared();

  /** The body of an event. */
  record Claims(Map<String, String> data, Map<String, String> auth) {}

  /** An event with work left; {@code claims} only while it waits for its verification. */
  record Pending(
      long id,
      String memberId,
      String name,
      String bodyHash,
      String stage,
      int attempt,
      Instant receivedAt,
      Optional<Claims> claims) {}

  AppEventStore(JdbcClient jdbc, Sealer sealer) {
    this.jdbc = jdbc;
    this.sealer = sealer;
  }

  /** False when the same body came before. */
  boolean add(AppEvent event, String stage) {
    var claims = json.writeValueAsString(new Claims(event.data(), event.auth()));
    return jdbc.sql(
                """
                insert into app_event (member_id, name, body_hash, claims, happened_at, received_at, stage)
                values (:member, :name, :hash, :claims, :happened, :received, :stage)
                on conflict (member_id, body_hash) do nothing\
                """)
            .param("member", event.memberId())
            .param("name", event.name())
            .param("hash", event.bodyHash())
            .param("claims", stage.equals("verify") ? sealer.seal(claims, event.memberId()) : null)
            .param("happened", Timestamp.from(event.happenedAt()))
            .param("received", Timestamp.from(event.receivedAt()))
            .param("stage", stage)
            .update()
        == 1;
  }

  /** Events that wait for their verification: of all portals, and of this one. */
  record Waiting(int all, int ofPortal) {}

  Waiting waiting(String memberId) {
    return jdbc.sql(
            """
            select count(*) as all_events, count(*) filter (where member_id = ?) as of_portal
            from app_event where stage in ('verify', 'register')\
            """)
        .param(memberId)
        .query((row, number) -> new Waiting(row.getInt("all_events"), row.getInt("of_portal")))
        .single();
  }

  Optional<Instant> nextDue(String memberId) {
    return jdbc.sql(
            """
            select next_at from app_event where member_id = ? and stage in ('verify', 'register')
            order by next_at limit 1\
            """)
        .param(memberId)
        .query((row, number) -> row.getTimestamp("next_at").toInstant())
        .optional();
  }

  Optional<Pending> next(String memberId) {
    return jdbc.sql(
            """
            select * from app_event
            where member_id = ? and stage in ('verify', 'register') and next_at <= clock_timestamp()
            order by next_at, id limit 1\
            """)
        .param(memberId)
        .query(this::pending)
        .optional();
  }

  /** How far the event with this body is. */
  Optional<String> stage(String memberId, String bodyHash) {
    return jdbc.sql("select stage from app_event where member_id = ? and body_hash = ?")
        .params(memberId, bodyHash)
        .query(String.class)
        .optional();
  }

  /**
   * Whether a later event of the portal was believed already: an installation or update has newer
   * secrets than this one, and an uninstallation that did not happen before this one ended its
   * secrets.
   */
  boolean isOvertaken(Pending event) {
    return jdbc.sql(
            """
            select exists (select 1 from app_event as this join app_event as later
                on later.member_id = this.member_id and later.id > this.id
              where this.id = ? and later.stage in ('register', 'done', 'abandoned')
                and (upper(later.name) in ('ONAPPINSTALL', 'ONAPPUPDATE')
                  or upper(later.name) = 'ONAPPUNINSTALL' and later.happened_at >= this.happened_at))\
            """)
        .param(event.id())
        .query(Boolean.class)
        .single();
  }

  /** When the installation happened, or the update, that was believed last; if one was. */
  Optional<Instant> installedAt(String memberId) {
    return jdbc.sql(
            """
            select max(happened_at) as happened_at from app_event
            where member_id = ? and stage in ('register', 'done', 'abandoned')
              and upper(name) in ('ONAPPINSTALL', 'ONAPPUPDATE')\
            """)
        .param(memberId)
        .query((row, number) -> Optional.ofNullable(row.getTimestamp("happened_at")))
        .single()
        .map(Timestamp::toInstant);
  }

  void move(long id, String stage, String reason) {
    jdbc.sql(
            """
            update app_event set stage = ?, reason = ?, claims = null, attempt = 0,
              next_at = clock_timestamp() where id = ?\
            """)
        .params(stage, reason, id)
        .update();
  }

  void later(long id, Instant at, String reason) {
    jdbc.sql("update app_event set attempt = attempt + 1, next_at = ?, reason = ? where id = ?")
        .params(Timestamp.from(at), reason, id)
        .update();
  }

  private Pending pending(ResultSet row, int number) throws SQLException {
    var memberId = row.getString("member_id");
    var sealed = Optional.ofNullable(row.getString("claims"));
    return new Pending(
        row.getLong("id"),
        memberId,
        row.getString("name"),
        row.getString("body_hash"),
        row.getString("stage"),
        row.getInt("attempt"),
        row.getTimestamp("received_at").toInstant(),
        sealed.map(text -> json.readValue(sealer.open(text, memberId), CLAIMS)));
  }
}
