package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Workflow methods for administrators (protocol 8.4). */
final class WorkflowMethods {

  private static final int PAGE = 50;
  private static final List<String> SELECTED = List.of("ID", "MODIFIED", "OWNED_UNTIL");
  private static final List<String> FIELDS =
      List.of(
          "ID",
          "MODIFIED",
          "OWNED_UNTIL",
          "MODULE_ID",
          "ENTITY",
          "DOCUMENT_ID",
          "STARTED",
          "STARTED_BY",
          "TEMPLATE_ID");

  private WorkflowMethods() {}

  static List<Method> all() {
    return List.of(
        new Method("bizproc.workflow.instances", "bizproc", WorkflowMethods::instances),
        new Method("bizproc.workflow.instance.list", "bizproc", WorkflowMethods::instances),
        new Method(
            "bizproc.workflow.terminate",
            "bizproc",
            call -> end(call, (workflow, now) -> workflow.terminate(call.text("STATUS"), now))),
        new Method("bizproc.workflow.kill", "bizproc", call -> end(call, Workflow::kill)));
  }

  private static RestAnswer instances(Call call) {
    if (!call.session().user().admin()) {
      return RestAnswer.denied("");
    }
    Map<String, Object> select = Php.toArray(call.parameter("SELECT"));
    if (select.values().stream().anyMatch(Map.class::isInstance)) {
      return RestAnswer.badRequest(
          "ERROR_SELECT_VALIDATION_FAILURE", "Invalid data in SELECT parameter");
    }
    List<String> columns = columns(select);
    Map<String, Object> filter = Php.toArray(call.parameter("FILTER"));
    ZoneId zone = call.portal().settings().zone();
    List<Map<String, Object>> rows =
        candidates(call, filter)
            .filter(workflow -> workflow.alive(call.now()))
            .map(workflow -> row(workflow, zone))
            .filter(
                row ->
                    filter.entrySet().stream()
                        .allMatch(wanted -> matches(row, wanted.getKey(), wanted.getValue())))
            .sorted(order(Php.toArray(call.parameter("ORDER"))))
            .toList();
    return page(rows, columns, call.text("START"));
  }

  /** An exact filter by id needs no walk through all workflows. */
  private static Stream<Workflow> candidates(Call call, Map<String, Object> filter) {
    return filter.get("ID") instanceof String id
        ? call.engine().workflow(id).stream()
        : call.engine().workflows();
  }

  private static List<String> columns(Map<String, Object> select) {
    List<String> wanted =
        select.values().stream().map(name -> Php.text(name).toUpperCase(Locale.ROOT)).toList();
    if (wanted.isEmpty()) {
      return SELECTED;
    }
    return wanted.contains("*") ? FIELDS : FIELDS.stream().filter(wanted::contains).toList();
  }

  private static Map<String, Object> row(Workflow workflow, ZoneId zone) {
    var row = new LinkedHashMap<String, Object>();
    row.put("ID", workflow.id());
    row.put("MODIFIED", Envelope.iso(workflow.modifiedAt(), zone));
    row.put(
        "OWNED_UNTIL",
        workflow.ownedUntil().<Object>map(until -> Envelope.iso(until, zone)).orElse(Php.NULL));
    row.put("MODULE_ID", workflow.document().module());
    row.put("ENTITY", workflow.document().entity());
    row.put("DOCUMENT_ID", workflow.document().id());
    row.put("STARTED", Envelope.iso(workflow.view().startedAt(), zone));
    row.put("STARTED_BY", "1");
    row.put("TEMPLATE_ID", "1");
    return row;
  }

  private static boolean matches(Map<String, Object> row, String condition, Object wanted) {
    String name = condition.replaceFirst("^(!=|<=|>=|!|<|>|=)", "").toUpperCase(Locale.ROOT);
    String operator = condition.substring(0, condition.length() - name.length());
    Object value = row.get(name);
    if (value == null) {
      return true;
    }
    if (wanted instanceof Map<?, ?> list) {
      return list.values().stream()
          .anyMatch(element -> matches(row, condition, Php.normal(element)));
    }
    int compared = compare(Php.text(value), Php.text(wanted));
    return switch (operator) {
      case "!", "!=" -> compared != 0;
      case "<" -> compared < 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0;
      case ">=" -> compared >= 0;
      default -> compared == 0;
    };
  }

  /** Instants by time, all else as text. */
  private static int compare(String left, String right) {
    Optional<Instant> one = instant(left);
    Optional<Instant> other = instant(right);
    return one.isPresent() && other.isPresent()
        ? one.get().compareTo(other.get())
        : left.compareTo(right);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException noInstant) {
      return Optional.empty();
    }
  }

  private static Comparator<Map<String, Object>> order(Map<String, Object> order) {
    Comparator<Map<String, Object>> comparator = null;
    for (var entry : order.entrySet()) {
      String name = entry.getKey().toUpperCase(Locale.ROOT);
      Comparator<Map<String, Object>> next =
          (left, right) -> compare(Php.text(left.get(name)), Php.text(right.get(name)));
      next = "DESC".equalsIgnoreCase(Php.text(entry.getValue())) ? next.reversed() : next;
      comparator = comparator == null ? next : comparator.thenComparing(next);
    }
    return comparator == null
        ? Comparator.comparing((Map<String, Object> row) -> Php.text(row.get("MODIFIED")))
            .reversed()
        : comparator;
  }

  private static RestAnswer page(
      List<Map<String, Object>> rows, List<String> columns, String start) {
    int from = start.matches("\\d{1,9}") ? Integer.parseInt(start) : 0;
    List<Map<String, Object>> page =
        rows.stream().skip(from).limit(PAGE).map(row -> only(row, columns)).toList();
    OptionalInt next =
        from + PAGE < rows.size() ? OptionalInt.of(from + PAGE) : OptionalInt.empty();
    return new RestAnswer.Done(page, next, OptionalInt.of(rows.size()));
  }

  private static Map<String, Object> only(Map<String, Object> row, List<String> columns) {
    var picked = new LinkedHashMap<String, Object>();
    columns.forEach(name -> picked.put(name, row.getOrDefault(name, Php.NULL)));
    return picked;
  }

  private static RestAnswer end(Call call, BiConsumer<Workflow, Instant> how) {
    if (!call.session().user().admin()) {
      return RestAnswer.denied("");
    }
    Object id = call.parameter("ID");
    if (Php.empty(id)) {
      return RestAnswer.badRequest("ERROR_WRONG_WORKFLOW_ID", "Empty workflow instance ID");
    }
    if (!(id instanceof String text)) {
      return RestAnswer.badRequest(
          "ERROR_WRONG_WORKFLOW_ID", "Invalid workflow instance ID (string expected)");
    }
    Optional<Workflow> workflow =
        call.engine().workflow(text).filter(found -> found.alive(call.now()));
    if (workflow.isEmpty()) {
      return RestAnswer.badRequest("", "The business process is not found.");
    }
    how.accept(workflow.get(), call.now());
    return RestAnswer.yes();
  }
}
