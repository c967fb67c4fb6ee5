package io.loyaltysuite.journal.console;

import io.loyaltysuite.journal.timeline.Told;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts what happened into words and tables for the templates. */
@Component("words")
class Words {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MAX_HEX = 512;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final MessageSource messages;

  Words(MessageSource messages) {
    this.messages = messages;
  }

  /** One line of a table; {@code changed} when before and after differ. */
  record Row(String name, String before, String after) {

    public boolean changed() {
      return !before.equals(after);
    }
  }

  public String clock(Instant instant) {
    try {
      return CLOCK.format(instant);
    } catch (DateTimeException e) {
      return instant.toString();
    }
  }

  /** Such as 12 ms, 3.4 s or 2 min 5 s. */
  public String time(Duration time) {
    long millis = time.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
    }
    return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }

  /** What this event means, in one sentence. */
  public String title(Told told, Locale locale) {
    var kind = told.event().labels().kind();
    var key =
        switch (told.type()) {
          case "DeliveryReport" -> "event.DeliveryReport." + kind;
          case "ActivityCommand", "OperationResult", "DeadLetter", "AuditEvent" ->
              "event." + told.type();
          default -> "event.unknown";
        };
    var otherwise = told.type().isEmpty() ? told.event().address().topic() : told.type();
    return say(key, otherwise, locale);
  }

  /** Why a delivery waits, was tried again or given up; empty for other events. */
  public List<String> details(Told told, Locale locale) {
    var details = new ArrayList<String>();
    switch (told.type()) {
      case "DeliveryReport" -> addDelivery(told, locale, details);
      case "DeadLetter" -> add(details, told.text("cause"), told.text("cause_message"));
      case "AuditEvent" -> add(details, told.text("kind"), told.text("reason"));
      case "ActivityCommand" -> {
        var refusal = told.json().path("refusal");
        if (refusal.isObject()) {
          add(
              details,
              say("refused", "refused", locale),
              refusal.path("code").asString("") + " " + refusal.path("parameters"));
        }
      }
      default -> {}
    }
    if (told.event().copies() > 1) {
      details.add(say("copies", "copies", locale) + ": " + told.event().copies());
    }
    return details;
  }

  private void addDelivery(Told told, Locale locale, List<String> details) {
    if (told.json().path("attempt").asInt(0) > 0) {
      details.add(say("attempt", "attempt", locale) + " " + told.json().path("attempt").asInt(0));
    }
    var reason = told.text("reason");
    if (!reason.isEmpty()) {
      details.add(say("reason." + reason, reason, locale));
    }
    var scope = told.text("scope");
    if (!scope.isEmpty()) {
      details.add(say("scope." + scope, scope, locale));
    }
    var due = told.text("not_before");
    if (!due.isEmpty()) {
      details.add(say("not-before", "not before", locale) + " " + clockText(due));
    }
    if (told.json().path("http_status").asInt(0) > 0) {
      details.add("HTTP " + told.json().path("http_status").asInt(0));
    }
    add(details, told.text("error"), told.text("error_description"));
    if (told.json().path("batch_size").asInt(0) > 1) {
      details.add(say("batch", "batch", locale) + " " + told.json().path("batch_size").asInt(0));
    }
    if (told.json().path("duration_ms").asLong(0) > 0) {
      details.add(
          say("request-took", "request took", locale)
              + " "
              + time(Duration.ofMillis(told.json().path("duration_ms").asLong(0))));
    }
  }

  private static void add(List<String> details, String code, String text) {
    if (!code.isEmpty() || !text.isEmpty()) {
      details.add(code.isEmpty() || text.isEmpty() ? code + text : code + ": " + text);
    }
  }

  /** A list of name and value, or an object, as rows. */
  public List<Row> rows(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream()
          .map(v -> new Row(v.path("name").asString(""), "", v.path("value").asString("")))
          .toList();
    }
    return node.propertyStream().map(p -> new Row(p.getKey(), "", plain(p.getValue()))).toList();
  }

  /** An account before and after, field by field; lots are counted, not listed. */
  public List<Row> compare(JsonNode before, JsonNode after) {
    var names = new TreeSet<String>();
    names.addAll(before.propertyNames());
    names.addAll(after.propertyNames());
    return names.stream()
        .map(name -> new Row(name, plain(before.path(name)), plain(after.path(name))))
        .filter(row -> !row.before().isEmpty() || !row.after().isEmpty())
        .toList();
  }

  /** A type of event in the reader's language; an unknown one as it is. */
  public String type(String ceType, Locale locale) {
    var parts = ceType.split("\\.", -1);
    var name = parts.length >= 2 ? parts[parts.length - 2] : ceType;
    return say("type." + name, ceType, locale);
  }

  public List<Row> headers(Told told) {
    return told.event().headers().stream()
        .map(
            header ->
                new Row(
                    header.name(),
                    "",
                    header.value() == null
                        ? ""
                        : new String(header.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  /** The first bytes of a value that cannot be read. */
  public String hex(Told told) {
    var value = told.event().value();
    if (value == null) {
      return "";
    }
    var shown = HexFormat.ofDelimiter(" ").formatHex(value, 0, Math.min(value.length, MAX_HEX));
    return value.length > MAX_HEX ? shown + " …" : shown;
  }

  public String pretty(JsonNode node) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  private static String plain(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (node.isArray() && node.valueStream().allMatch(JsonNode::isString)) {
      return node.valueStream().map(JsonNode::stringValue).collect(Collectors.joining(", "));
    }
    return node.isArray() && !node.isEmpty() ? "× " + node.size() : scalar(node);
  }

  private static String scalar(JsonNode node) {
    return node.isString() ? node.stringValue() : node.isArray() ? "" : node.toString();
  }

  private String clockText(String instant) {
    try {
      return clock(Instant.parse(instant));
    } catch (DateTimeException e) {
      return instant;
    }
  }

  private String say(String key, String otherwise, Locale locale) {
    var said = messages.getMessage(key, null, otherwise, locale);
    return said == null ? otherwise : said;
  }
}
