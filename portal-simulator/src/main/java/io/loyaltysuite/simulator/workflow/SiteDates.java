package io.loyaltysuite.simulator.workflow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Dates in the format of a Russian portal, {@code 21.11.2026 18:05:33} (protocol 1.6, 2.2).
 *
 * @param zone server time zone
 */
record SiteDates(ZoneId zone) {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");

  String text(LocalDate date) {
    return DATE.format(date);
  }

  String text(LocalDateTime dateTime) {
    return DATE_TIME.format(dateTime);
  }

  String text(Instant instant) {
    return DATE_TIME.format(instant.atZone(zone));
  }

  /**
   * A returned text as the portal stores it: site format, ISO 8601 or unix seconds become a date,
   * all else stays.
   */
  String internal(String text, boolean withTime) {
    Stream<Function<String, LocalDateTime>> readers =
        Stream.of(
            value -> LocalDateTime.parse(value, DATE_TIME),
            value -> LocalDate.parse(value, DATE).atStartOfDay(),
            value -> OffsetDateTime.parse(value).atZoneSameInstant(zone).toLocalDateTime(),
            LocalDateTime::parse,
            value -> LocalDate.parse(value).atStartOfDay(),
            value -> seconds(value).atZone(zone).toLocalDateTime());
    return readers
        .flatMap(reader -> attempt(reader, text).stream())
        .findFirst()
        .map(found -> withTime ? DATE_TIME.format(found) : DATE.format(found))
        .orElse(text);
  }

  private static Instant seconds(String text) {
    if (!text.matches("\\d{1,12}")) {
      throw new DateTimeException("not unix seconds: " + text);
    }
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static Optional<LocalDateTime> attempt(
      Function<String, LocalDateTime> reader, String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (DateTimeException otherFormat) {
      return Optional.empty();
    }
  }
}
