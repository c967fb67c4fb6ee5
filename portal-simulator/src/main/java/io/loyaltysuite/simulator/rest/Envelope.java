package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.rest.RestAnswer.Done;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The success envelope (protocol 3.4). Pure. */
final class Envelope {

  private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
  private static final long OPERATING_WINDOW = 600;

  private Envelope() {}

  static Map<String, Object> of(Done done, Map<String, Object> time) {
    var envelope = new LinkedHashMap<String, Object>();
    envelope.put("result", done.result());
    done.next().ifPresent(next -> envelope.put("next", next));
    done.total().ifPresent(total -> envelope.put("total", total));
    envelope.put("time", time);
    return envelope;
  }

  /**
   * Times of a call; a method's own call also tells its operating time, the batch around it does
   * not.
   */
  static Map<String, Object> time(Instant start, Instant finish, ZoneId zone, boolean method) {
    BigDecimal duration = seconds(Duration.between(start, finish));
    var time = new LinkedHashMap<String, Object>();
    time.put("start", seconds(Duration.between(Instant.EPOCH, start)));
    time.put("finish", seconds(Duration.between(Instant.EPOCH, finish)));
    time.put("duration", duration);
    time.put("processing", duration);
    time.put("date_start", iso(start, zone));
    time.put("date_finish", iso(finish, zone));
    if (method) {
      time.put("operating_reset_at", start.getEpochSecond() + OPERATING_WINDOW);
      time.put("operating", 0);
    }
    return time;
  }

  static String iso(Instant instant, ZoneId zone) {
    return ISO.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos() / 1_000, 6);
  }
}
