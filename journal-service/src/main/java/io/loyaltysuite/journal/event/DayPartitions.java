package io.loyaltysuite.journal.event;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Makes the table's partitions, one per day (UTC), when a record of that day first comes. */
final class DayPartitions {

  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate END = LocalDate.of(2100, 1, 1);
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

  /**
   * Attaching locks out neither readers nor writers of other days, unlike "create ... partition
   * of". The advisory lock orders instances that meet the same new day.
   */
  private static final String MAKE =
      """
      create table event_%1$s (like event including all);
      alter table event attach partition event_%1$s for values from (%2$d) to (%3$d);
      """;

  private static final String ALONE = "select pg_advisory_xact_lock(7239105547302)";
  private static final String EXISTS = "select to_regclass(?) is not null";

  private final DataSource database;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  DayPartitions(DataSource database) {
    this.database = database;
  }

  /** Makes what is missing, in transactions of its own; records of unlikely days need nothing. */
  void ensure(Collection<NewEvent> events) throws SQLException {
    var days =
        events.stream()
            .filter(event -> isLikely(event.timestamp()))
            .map(event -> day(event.timestamp()))
            .collect(Collectors.toUnmodifiableSet());
    for (var day : days) {
      if (!known.contains(day)) {
        make(day);
        known.add(day);
      }
    }
  }

  /** Looks again next time: somebody may have removed a partition. */
  void forget() {
    known.clear();
  }

  private void make(LocalDate day) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement();
          var exists = connection.prepareStatement(EXISTS)) {
        statement.execute(ALONE);
        exists.setString(1, "event_" + SUFFIX.format(day));
        var found = exists.executeQuery();
        if (!(found.next() && found.getBoolean(1))) {
          statement.execute(MAKE.formatted(SUFFIX.format(day), start(day), start(day.plusDays(1))));
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static boolean isLikely(long timestamp) {
    return timestamp >= start(FIRST) && timestamp < start(END);
  }

  private static LocalDate day(long timestamp) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(timestamp), ZoneOffset.UTC);
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
