package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import io.loyaltysuite.simulator.workflow.Node;
import io.loyaltysuite.simulator.workflow.Step;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process and its document as JSON of the control API says them:
 *
 * <pre>
 * {"name": "sale", "steps": [
 *   {"code": "loyalty_card_create", "name": "card", "properties": {"phone": "+79001234567"}, "timeout": "PT10M", "runAs": 1},
 *   {"parallel": [[{"code": ...}], [{"code": ...}]]},
 *   {"loop": 3, "steps": [{"code": ...}]},
 *   {"fail": "why"}]}
 * </pre>
 */
final class ProcessForm {

  private ProcessForm() {}

  static BusinessProcess process(Map<String, Object> form) {
    String name = Php.text(form.get("name"));
    List<Node> nodes = nodes(form.get("steps"));
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "process without steps (expected: {\"name\": ..., \"steps\": [...]})");
    }
    return new BusinessProcess(name.isEmpty() ? "process" : name, nodes);
  }

  private static List<Node> nodes(@Nullable Object list) {
    return Php.toArray(list).values().stream().map(Php::toArray).map(ProcessForm::node).toList();
  }

  private static Node node(Map<String, Object> form) {
    if (form.containsKey("parallel")) {
      return new Node.Parallel(
          Php.toArray(form.get("parallel")).values().stream().map(ProcessForm::nodes).toList());
    }
    if (form.containsKey("loop")) {
      return new Node.Loop(Integer.parseInt(Php.text(form.get("loop"))), nodes(form.get("steps")));
    }
    if (form.containsKey("fail")) {
      return new Node.Fail(Php.text(form.get("fail")));
    }
    return step(form);
  }

  private static Step step(Map<String, Object> form) {
    String code = Php.text(form.get("code"));
    if (code.isEmpty()) {
      throw new IllegalArgumentException(
          "step " + form.keySet() + " (expected: code, parallel, loop or fail)");
    }
    Step step =
        Step.of(code, Php.toArray(form.get("properties")))
            .timeout(duration(Php.text(form.get("timeout"))));
    step = form.containsKey("name") ? step.named(Php.text(form.get("name"))) : step;
    step =
        form.containsKey("runAs")
            ? step.runAs(Integer.parseInt(Php.text(form.get("runAs"))))
            : step;
    return step.waiting(Boolean.TRUE.equals(form.get("waiting")));
  }

  private static Duration duration(String text) {
    try {
      return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "timeout: " + text + " (expected: such as PT10M)", malformed);
    }
  }

  /**
   * {@code {"module", "entity", "id", "type", "fields"}}, or {@code {"deal": 4711, "fields"}}; a
   * deal when nothing is said.
   */
  static Document document(Map<String, Object> form) {
    Map<String, Object> fields = Php.toArray(form.get("fields"));
    if (form.containsKey("module")) {
      return new Document(
          Php.text(form.get("module")),
          Php.text(form.get("entity")),
          Php.text(form.get("id")),
          Php.text(form.get("type")),
          fields);
    }
    String deal = Php.text(form.get("deal"));
    return Document.deal(deal.isEmpty() ? 4711 : Long.parseLong(deal)).with(fields);
  }
}
