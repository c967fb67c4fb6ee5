package io.loyaltysuite.journal.search;

import io.loyaltysuite.journal.event.Address;
import io.loyaltysuite.journal.event.Labels;
import io.loyaltysuite.journal.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Answers questions exactly. Pages are stable: what was there when the first page was asked for is
 * neither shown twice nor left out, whatever arrives in between.
 */
@Component
public class Search {

  private static final int SECONDS = 20;

  private final JdbcTemplate jdbc;

  Search(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
    this.jdbc.setQueryTimeout(SECONDS);
  }

  /**
   * Answers from what the caller may see.
   *
   * @throws AccessDeniedException when the question names a portal that is not the caller's
   */
  public Page ask(Question question, Caller caller) {
    if (question.portal() != null && !caller.sees(question.portal())) {
      throw new AccessDeniedException("portal: " + question.portal() + " (expected: one of yours)");
    }
    var query = Query.of(question, caller);
    var rows = jdbc.query(query.sql(), Search::row, query.arguments());
    boolean more = rows.size() > question.limit();
    var shown = more ? rows.subList(0, question.limit()) : rows;
    return new Page(
        shown.stream().map(Row::found).toList(),
        more ? shown.getLast().cursor(query.check()).text() : null);
  }

  private record Row(Found found, short topicNo) {

    Cursor cursor(int check) {
      var address = found.address();
      return new Cursor(
          check, found.at().toEpochMilli(), topicNo, address.partition(), address.offset());
    }
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    var found =
        new Found(
            new Address(row.getString(1), row.getInt(2), row.getLong(3)),
            Instant.ofEpochMilli(row.getLong(4)),
            labels(row),
            row.getLong(14),
            row.getLong(15));
    return new Row(found, row.getShort(16));
  }

  private static Labels labels(ResultSet row) throws SQLException {
    long time = row.getLong(9);
    var ceTime = row.wasNull() ? null : Instant.ofEpochMilli(time);
    return new Labels(
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        ceTime,
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13));
  }
}
