package io.loyaltysuite.journal.event;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lists the holes the journal knows of, newest first. */
@Component
public class Gaps {

  private static final String ALL =
      """
      select t.name, g.partition_no, g.first_offset, g.last_offset, g.cause, g.found_at
      from gap g join topic t using (topic_no)
      order by g.found_at desc, t.name, g.partition_no, g.first_offset limit ?
      """;

  private final JdbcTemplate jdbc;

  Gaps(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
  }

  /** A hole with its topic's name. */
  public record NamedGap(
      String topic,
      int partition,
      long firstOffset,
      long lastOffset,
      String cause,
      Instant foundAt) {}

  public List<NamedGap> latest(int limit) {
    return jdbc.query(
        ALL,
        (row, _) ->
            new NamedGap(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getTimestamp(6).toInstant()),
        limit);
  }
}
