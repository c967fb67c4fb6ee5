package io.loyaltysuite.loyalty.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loyaltysuite.loyalty.config.SuiteProperties;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the journal service, as one service asks another. */
@Component
public class History {

  /** Records that are looked at for one question; the period may be made shorter. */
  public static final int MAX_RECORDS = 1000;

  private static final int PORTION = 500;
  private static final int OK = 200;
  private static final int MAX_ANSWER = 8 * 1024 * 1024;
  private static final Pattern TYPE = Pattern.compile("(?:.*\\.)?(\\w+)\\.v\\d+");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final JsonMapper json = JsonMapper.shared();
  private final HistoryProperties properties;
  private final String token;

  History(HistoryProperties properties, SuiteProperties suite) {
    this.properties = properties;
    this.token = suite.serviceToken();
  }

  /** The journal gives no answer; says why, for the log. */
  public static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1;

    Away(String why) {
      super(why);
    }
  }

  /**
   * The newest records of a portal in a period.
   *
   * @param from included; null: from the beginning
   * @param to excluded; null: until now
   * @throws Away when the journal does not tell
   */
  public List<HistoryRecord> newest(String memberId, @Nullable Instant from, @Nullable Instant to) {
    var question = new LinkedHashMap<String, String>();
    question.put("portal", memberId);
    if (from != null) {
      question.put("from", from.toString());
    }
    if (to != null) {
      question.put("to", to.toString());
    }
    question.put("limit", Integer.toString(PORTION));
    var records = new ArrayList<HistoryRecord>();
    for (var cursor = Optional.of(""); cursor.isPresent() && records.size() < MAX_RECORDS; ) {
      question.put("cursor", cursor.get());
      var page = ask(question);
      page.path("events").forEach(event -> read(event).ifPresent(records::add));
      var next = page.path("next");
      cursor = next.isString() ? Optional.of(next.asString()) : Optional.empty();
    }
    return records;
  }

  /**
   * One record of a portal.
   *
   * @throws Away when the journal does not tell
   */
  public Optional<HistoryRecord> find(String memberId, UUID id) {
    // Every event's value names it, and the journal looks into values.
    var question =
        Map.of("portal", memberId, "text", id.toString(), "limit", Integer.toString(PORTION));
    return ask(question)
        .path("events")
        .valueStream()
        .flatMap(event -> read(event).stream())
        .filter(each -> each.id().equals(id))
        .findFirst();
  }

  private static Optional<HistoryRecord> read(JsonNode event) {
    var type = TYPE.matcher(text(event, "type"));
    try {
      var time = event.path("time").isString() ? text(event, "time") : text(event, "timestamp");
      return Optional.of(
          new HistoryRecord(
              UUID.fromString(text(event, "id")),
              Instant.parse(time),
              type.matches() ? type.group(1) : text(event, "type"),
              text(event, "workflow"),
              text(event, "activity"),
              text(event, "kind"),
              text(event, "status"),
              text(event, "error_code")));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // No event of ours: it has no id that could be asked for.
    }
  }

  private static String text(JsonNode event, String name) {
    return event.path(name).asString("");
  }

  private JsonNode ask(Map<String, String> question) {
    var query =
        question.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(properties.url() + "/api/events?" + query))
            .timeout(properties.timeout())
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofInputStream());
      try (var in = answer.body()) {
        if (answer.statusCode() != OK) {
          throw new Away("HTTP " + answer.statusCode() + " (expected: " + OK + ")");
        }
        var body = in.readNBytes(MAX_ANSWER + 1);
        if (body.length > MAX_ANSWER) {
          throw new Away("answer: longer than " + MAX_ANSWER + " bytes");
        }
        return json.readTree(body);
      }
    } catch (IOException | JacksonException e) {
      throw new Away(e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Away("interrupted");
    }
  }

  @PreDestroy
  void stop() {
    http.close();
  }
}
