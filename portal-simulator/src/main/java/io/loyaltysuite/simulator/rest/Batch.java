package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.rest.RestAnswer.Done;
import io.loyaltysuite.simulator.rest.RestAnswer.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code batch}: up to 50 commands in one request (protocol 4). */
final class Batch {

  private static final int MAX_COMMANDS = 50;

  /** What PHP reads of one command's query unless it is told otherwise (protocol 4.2). */
  private static final int MAX_FIELDS = 1000;

  private static final Set<String> FORBIDDEN = Set.of("batch", "download", "upload");

  private final Methods methods;
  private final Clock clock;
  private final Map<String, Object> results = new LinkedHashMap<>();
  private final Map<String, Object> errors = new LinkedHashMap<>();
  private final Map<String, Object> totals = new LinkedHashMap<>();
  private final Map<String, Object> nexts = new LinkedHashMap<>();
  private final Map<String, Object> times = new LinkedHashMap<>();
  private final Substitution substitution =
      new Substitution(
          Map.of(
              "result", results, "error", errors, "next", nexts, "total", totals, "time", times));

  Batch(Methods methods, Clock clock) {
    this.methods = methods;
    this.clock = clock;
  }

  /** Runs the commands one after another; answers with every outcome, whatever fails. */
  RestAnswer run(Call outer) {
    boolean halt = !Php.empty(outer.parameter("HALT"));
    int count = 0;
    for (var command : Php.toArray(outer.parameter("CMD")).entrySet()) {
      if (command.getValue() instanceof String text) {
        String key = command.getKey();
        RestAnswer answer =
            ++count > MAX_COMMANDS
                ? new Refused(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
                : command(outer, key, text);
        if (answer instanceof Refused refused) {
          errors.put(key, refused.inBatch());
          if (halt) {
            break;
          }
        }
      }
    }
    return new Done(collected());
  }

  private RestAnswer command(Call outer, String key, String text) {
    Instant start = clock.instant();
    String command = text.split("#", 2)[0];
    String[] parts = command.split("\\?", 2);
    String name = parts[0].strip().toLowerCase(Locale.ROOT);
    if (FORBIDDEN.contains(name)) {
      return new Refused(
          405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
    }
    Optional<Method> method = methods.find(name);
    if (method.isEmpty()) {
      return new Refused(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    }
    Map<String, Object> given = parts.length == 1 ? Map.of() : PhpForm.decode(parts[1], MAX_FIELDS);
    Map<String, Object> parameters = Php.upperKeys(substitution.in(given));
    var inner =
        new Call(outer.hit(), outer.portal(), outer.engine(), outer.session(), parameters, start);
    RestAnswer answer = method.get().call(inner);
    if (answer instanceof Done done) {
      results.put(key, Php.normal(done.result()));
      done.total().ifPresent(total -> totals.put(key, total));
      done.next().ifPresent(next -> nexts.put(key, next));
      times.put(key, Envelope.time(start, clock.instant(), outer.portal().settings().zone(), true));
    }
    return answer;
  }

  private Map<String, Object> collected() {
    var result = new LinkedHashMap<String, Object>();
    result.put("result", results);
    result.put("result_error", errors);
    result.put("result_total", totals);
    result.put("result_next", nexts);
    result.put("result_time", times);
    return result;
  }
}
