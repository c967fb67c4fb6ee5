package io.loyaltysuite.journal.replay;

import io.loyaltysuite.journal.event.StoredEvent;
import io.loyaltysuite.journal.replay.Verdict.Differs;
import io.loyaltysuite.journal.replay.Verdict.Identical;
import io.loyaltysuite.journal.replay.Verdict.NotReproducible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes to the loyalty service and comes back, in portions it accepts; pure. */
final class Portions {

  private static final int MAX_RESULTS = 100;
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final JsonMapper JSON = JsonMapper.shared();

  private Portions() {}

  static List<List<StoredEvent>> of(List<StoredEvent> results) {
    var portions = new ArrayList<List<StoredEvent>>();
    long bytes = 0;
    for (var result : results) {
      long size = size(result.value());
      if (portions.isEmpty()
          || portions.getLast().size() == MAX_RESULTS
          || bytes + size > MAX_BYTES) {
        portions.add(new ArrayList<>());
        bytes = 0;
      }
      portions.getLast().add(result);
      bytes += size;
    }
    return portions;
  }

  static byte[] request(List<StoredEvent> results) {
    var body = JSON.createObjectNode();
    var list = body.putArray("results");
    for (var result : results) {
      var value = result.value() == null ? new byte[0] : result.value();
      list.addObject()
          .put("id", result.labels().ceId())
          .put("value_base64", Base64.getEncoder().encodeToString(value));
    }
    return JSON.writeValueAsBytes(body);
  }

  /**
   * Reads the answer.
   *
   * @throws IOException when it is not one verdict per result
   */
  static List<Verdict> verdicts(List<StoredEvent> asked, byte[] answer) throws IOException {
    var found = JSON.readTree(answer).path("verdicts");
    if (found.size() != asked.size()) {
      throw new IOException(
          "verdicts: " + found.size() + " (expected: " + asked.size() + ", one per result)");
    }
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < asked.size(); i++) {
      verdicts.add(verdict(asked.get(i).labels().ceId(), found.get(i)));
    }
    return verdicts;
  }

  private static Verdict verdict(String resultId, JsonNode verdict) throws IOException {
    var name = verdict.path("verdict").asString("");
    return switch (name) {
      case "identical" -> new Identical(resultId);
      case "differs" ->
          new Differs(
              resultId,
              verdict.path("field").asString(""),
              text(verdict.path("recorded")),
              text(verdict.path("today")));
      case "not_reproducible" ->
          new NotReproducible(resultId, verdict.path("reason").asString(""));
      default ->
          throw new IOException(
              "verdict: " + name + " (expected: identical, differs or not_reproducible)");
    };
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static long size(byte @Nullable [] value) {
    return value == null ? 0 : value.length;
  }
}
