package io.loyaltysuite.gateway.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates in a portal's site format and in ISO 8601, turned into ISO 8601. */
final class Dates {

  private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{9,11}");

  /** Tells how much a text said: an instant, a local time or only a day. */
  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          strict("dd.MM.uuuu[ HH:mm[:ss]]"),
          strict("uuuu-MM-dd['T'HH:mm[:ss][.SSSSSS][.SSS][XXX][XX][X]]"),
          strict("uuuu-MM-dd HH:mm[:ss][XXX]"));

  private Dates() {}

  /** The day of a date or a date with time; {@code YYYY-MM-DD}. */
  static Optional<String> date(String text) {
    return parse(text).map(parsed -> LocalDate.from(parsed).toString());
  }

  /**
   * A moment with its offset, or the bare day when the text says no more. A site format has no
   * offset: the zone decides.
   */
  static Optional<String> datetime(String text, ZoneId zone) {
    var stripped = text.strip();
    if (UNIX_SECONDS.matcher(stripped).matches()) {
      var moment = Instant.ofEpochSecond(Long.parseLong(stripped)).atOffset(ZoneOffset.UTC);
      return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment));
    }
    return parse(stripped)
        .map(
            parsed ->
                switch (parsed) {
                  case OffsetDateTime moment -> iso(moment);
                  case LocalDateTime local -> iso(local.atZone(zone).toOffsetDateTime());
                  default -> parsed.toString();
                });
  }

  /** Unix seconds of an ISO moment, as portals take them back; other texts stay as they are. */
  static String unixSeconds(String iso) {
    return parse(iso)
        .filter(OffsetDateTime.class::isInstance)
        .map(moment -> Long.toString(((OffsetDateTime) moment).toEpochSecond()))
        .orElse(iso);
  }

  private static Optional<TemporalAccessor> parse(String text) {
    for (DateTimeFormatter format : FORMATS) {
      try {
        return Optional.of(
            format.parseBest(
                text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
      } catch (DateTimeException e) {
        // Not this format.
      }
    }
    return Optional.empty();
  }

  private static String iso(OffsetDateTime moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.withNano(0));
  }

  private static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
