package io.loyaltysuite.loyalty.bulk;

import io.loyaltysuite.loyalty.bulk.BulkJob.Progress;
import io.loyaltysuite.loyalty.bulk.BulkJob.Refused;
import io.loyaltysuite.loyalty.bulk.BulkJob.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Jobs, and whose they are. */
@Repository
public class BulkJobs {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final String SELECT =
      "select j.*, p.member_id from bulk_job j join portal p on p.id = j.portal_id ";

  /** Deleted cards are never meant. */
  private static final String MEANT =
      " from account where portal_id = ? and status <> 'deleted' and (? = '' or status = ?)";

  private final JdbcClient jdbc;
  private final BulkProperties properties;
  private final InstantSource clock;
  private final JsonMapper json = JsonMapper.shared();

  BulkJobs(JdbcClient jdbc, BulkProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** What is to be done. */
  public record Order(
      UUID id,
      long portalId,
      String operation,
      Map<String, String> inputs,
      String status,
      boolean dryRun,
      String language) {}

  /** A card that is meant. */
  record Target(UUID cardId, String number) {}

  /**
   * Takes an order; one that was taken before stays as it is.
   *
   * @return empty when too many jobs of the account wait or run
   */
  @Transactional
  public Optional<BulkJob> add(Order order) {
    jdbc.sql("select id from portal where id = ? for update")
        .param(order.portalId())
        .query(Long.class)
        .single();
    var known = find(order.portalId(), order.id());
    if (known.isPresent()) {
      return known;
    }
    var open =
        jdbc.sql(
                """
                select count(*) from bulk_job
                where portal_id = ? and state in ('waiting', 'running', 'cancelling')
                """)
            .param(order.portalId())
            .query(Long.class)
            .single();
    if (open >= properties.maxOpen()) {
      return Optional.empty();
    }
    var total =
        jdbc.sql("select count(*)" + MEANT)
            .params(order.portalId(), order.status(), order.status())
            .query(Long.class)
            .single();
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            insert into bulk_job
              (job_id, portal_id, operation, inputs, status, dry_run, language, state, total,
               created_at, changed_at)
            values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(order.id())
        .param(order.portalId())
        .param(order.operation())
        .param(json.writeValueAsString(order.inputs()))
        .param(order.status())
        .param(order.dryRun())
        .param(order.language())
        .param(order.dryRun() ? "done" : "waiting")
        .param(total)
        .param(now)
        .param(now)
        .update();
    return find(order.portalId(), order.id());
  }

  public Optional<BulkJob> find(long portalId, UUID id) {
    return jdbc.sql(SELECT + "where j.portal_id = ? and j.job_id = ?")
        .params(portalId, id)
        .query((row, _) -> read(row))
        .optional();
  }

  /** Newest first. */
  public List<BulkJob> newest(long portalId, int limit, long offset) {
    return jdbc.sql(
            SELECT
                + "where j.portal_id = ? order by j.created_at desc, j.job_id desc"
                + " limit ? offset ?")
        .params(portalId, limit, offset)
        .query((row, _) -> read(row))
        .list();
  }

  public long count(long portalId) {
    return jdbc.sql("select count(*) from bulk_job where portal_id = ?")
        .param(portalId)
        .query(Long.class)
        .single();
  }

  /** Cards that refused, in the order of their ids, after one of them. */
  public List<Refused> refused(UUID jobId, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            select * from bulk_failure where job_id = ? and card_id > ?
            order by card_id limit ?
            """)
        .params(jobId, after == null ? new UUID(0, 0) : after, limit)
        .query(
            (row, _) ->
                new Refused(
                    row.getObject("card_id", UUID.class),
                    row.getString("number"),
                    row.getString("code"),
                    row.getString("detail")))
        .list();
  }

  /** Ends a job before its time; cards that are under way are still dealt with. */
  public void cancel(long portalId, UUID id) {
    jdbc.sql(
            """
            update bulk_job
            set state = case state when 'waiting' then 'cancelled' else 'cancelling' end,
                changed_at = ?
            where portal_id = ? and job_id = ? and state in ('waiting', 'running')
            """)
        .params(clock.instant().atOffset(ZoneOffset.UTC), portalId, id)
        .update();
  }

  /** A job that nobody works on, which is the owner's from now on. */
  @Transactional
  Optional<BulkJob> claim(UUID owner) {
    var now = clock.instant();
    var id =
        jdbc.sql(
                """
                select job_id from bulk_job
                where state in ('waiting', 'running', 'cancelling')
                  and (lease_until is null or lease_until < ?)
                order by created_at limit 1 for update skip locked
                """)
            .param(now.atOffset(ZoneOffset.UTC))
            .query(UUID.class)
            .optional();
    return id.map(
        job -> {
          jdbc.sql(
                  """
                  update bulk_job
                  set owner = ?, lease_until = ?, changed_at = ?,
                      state = case state when 'waiting' then 'running' else state end
                  where job_id = ?
                  """)
              .param(owner)
              .param(lease(now))
              .param(now.atOffset(ZoneOffset.UTC))
              .param(job)
              .update();
          return get(job);
        });
  }

  private OffsetDateTime lease(Instant now) {
    return now.plus(properties.lease()).atOffset(ZoneOffset.UTC);
  }

  private BulkJob get(UUID id) {
    return jdbc.sql(SELECT + "where j.job_id = ?").param(id).query((row, _) -> read(row)).single();
  }

  /** The next cards of a job. */
  List<Target> next(BulkJob job) {
    return jdbc.sql("select card_id, number" + MEANT + " and card_id > ? order by card_id limit ?")
        .params(
            job.portalId(),
            job.status(),
            job.status(),
            job.cursor() == null ? new UUID(0, 0) : job.cursor(),
            properties.chunk())
        .query(
            (row, _) -> new Target(row.getObject("card_id", UUID.class), row.getString("number")))
        .list();
  }

  /**
   * Counts what was done.
   *
   * @return the job as it is then; empty when it is somebody else's by now
   */
  @Transactional
  Optional<BulkJob> advance(BulkJob job, UUID owner, Progress progress) {
    var now = clock.instant();
    int mine =
        jdbc.sql(
                """
                update bulk_job
                set done = done + ?, skipped = skipped + ?, failed = failed + ?, cursor_id = ?,
                    lease_until = ?, changed_at = ?
                where job_id = ? and owner = ?
                """)
            .param(progress.done())
            .param(progress.skipped())
            .param((long) progress.refused().size())
            .param(progress.cursor())
            .param(lease(now))
            .param(now.atOffset(ZoneOffset.UTC))
            .param(job.id())
            .param(owner)
            .update();
    if (mine == 0) {
      return Optional.empty();
    }
    for (var each : progress.refused()) {
      jdbc.sql(
              """
              insert into bulk_failure (job_id, card_id, number, code, detail)
              values (?, ?, ?, ?, ?) on conflict do nothing
              """)
          .params(job.id(), each.cardId(), each.number(), each.code(), each.detail())
          .update();
    }
    return Optional.of(get(job.id()));
  }

  /** Nothing is left, or nothing more is wanted. */
  void end(BulkJob job, UUID owner) {
    jdbc.sql(
            """
            update bulk_job
            set state = case state when 'cancelling' then 'cancelled' else 'done' end,
                owner = null, lease_until = null, changed_at = ?
            where job_id = ? and owner = ?
            """)
        .params(clock.instant().atOffset(ZoneOffset.UTC), job.id(), owner)
        .update();
  }

  private BulkJob read(ResultSet row) throws SQLException {
    return new BulkJob(
        row.getObject("job_id", UUID.class),
        row.getLong("portal_id"),
        row.getString("member_id"),
        row.getString("operation"),
        json.readValue(row.getString("inputs"), TEXTS),
        row.getString("status"),
        row.getBoolean("dry_run"),
        row.getString("language"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("total"),
        row.getLong("done"),
        row.getLong("skipped"),
        row.getLong("failed"),
        row.getObject("cursor_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }
}
