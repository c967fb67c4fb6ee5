package io.loyaltysuite.journal.search;

import io.loyaltysuite.journal.event.Labels;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Understands the parameters of a search; pure. Refuses, in this order: unknown names, repeated
 * ones, malformed values, values that do not fit together.
 */
public final class Questions {

  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;
  private static final int MIN_TEXT = 3;

  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              "workflow",
              "portal",
              "from",
              "to",
              "status",
              "error_code",
              "activity",
              "type",
              "text",
              "limit",
              "cursor"));

  private static final List<String> STATUSES =
      List.of("success", "error", "interim", "accepted", "refused");
  private static final List<String> TYPES =
      List.of("ActivityCommand", "OperationResult", "DeliveryReport", "AuditEvent", "DeadLetter");

  private final Map<String, List<String>> parameters;

  private Questions(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads a question; empty values count as absent.
   *
   * @throws BadQuestion saying what came and what is expected
   */
  public static Question parse(Map<String, List<String>> parameters) {
    var questions = new Questions(parameters);
    questions.checkNames();
    return questions.read();
  }

  private void checkNames() {
    for (var name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        throw new BadQuestion(
            name + ": unknown (expected: one of " + String.join(", ", NAMES) + ")");
      }
    }
    parameters.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            throw new BadQuestion(name + ": " + values.size() + " values (expected: one)");
          }
        });
  }

  private Question read() {
    var question =
        new Question(
            label("workflow"),
            label("portal"),
            time("from", Long.MIN_VALUE),
            time("to", Long.MAX_VALUE),
            oneOf("status", STATUSES),
            label("error_code"),
            label("activity"),
            oneOf("type", TYPES),
            text(),
            limit(),
            value("cursor"));
    if (question.fromMillis() >= question.toMillis()) {
      throw new BadQuestion(
          "from: %s (expected: earlier than to: %s)".formatted(value("from"), value("to")));
    }
    if (question.text() != null
        && question.workflow() == null
        && question.portal() == null
        && value("from") == null) {
      throw new BadQuestion("text: alone (expected: together with workflow, portal or from)");
    }
    return question;
  }

  private @Nullable String value(String name) {
    var values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() || values.getFirst().isBlank() ? null : values.getFirst().strip();
  }

  private @Nullable String label(String name) {
    var value = value(name);
    if (value != null && value.length() > Labels.MAX_LENGTH) {
      throw new BadQuestion(
          "%s: %d characters (expected: at most %d)"
              .formatted(name, value.length(), Labels.MAX_LENGTH));
    }
    if (value != null && value.indexOf('\0') >= 0) {
      throw new BadQuestion(name + ": has a character 0 (expected: text)");
    }
    return value;
  }

  private @Nullable String text() {
    var text = label("text");
    if (text != null && text.length() < MIN_TEXT) {
      throw new BadQuestion("text: " + text + " (expected: at least " + MIN_TEXT + " characters)");
    }
    return text;
  }

  private long time(String name, long absent) {
    var value = value(name);
    if (value == null) {
      return absent;
    }
    try {
      return OffsetDateTime.parse(value).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadQuestion(
          name + ": " + value + " (expected: a time with offset, such as 2026-01-31T10:00:00Z)");
    }
  }

  private @Nullable String oneOf(String name, List<String> allowed) {
    var value = value(name);
    if (value != null && !allowed.contains(value)) {
      throw new BadQuestion(
          name
              + ": "
              + value
              + " (expected: one of "
              + allowed.stream().collect(Collectors.joining(", "))
              + ")");
    }
    return value;
  }

  private int limit() {
    var value = value("limit");
    if (value == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below.
    }
    throw new BadQuestion(
        "limit: " + value + " (expected: a whole number from 1 to " + MAX_LIMIT + ")");
  }
}
