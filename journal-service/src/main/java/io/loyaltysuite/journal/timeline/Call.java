package io.loyaltysuite.journal.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One call of an activity: the command, what was decided, and every step of bringing the answer to
 * the portal, in causal order.
 */
public record Call(String commandId, List<Told> events) {

  private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

  public Optional<Told> command() {
    return first("ActivityCommand");
  }

  public Optional<Told> result() {
    return first("OperationResult");
  }

  public List<Told> deliveries() {
    return events.stream().filter(told -> told.type().equals("DeliveryReport")).toList();
  }

  public String activity() {
    return events.stream()
        .map(told -> told.event().labels().activity())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Name of the step inside the portal's template; may be empty. */
  public String step() {
    return invocation().path("activity_name").asString("");
  }

  public String operation() {
    return result().or(this::command).map(told -> told.text("operation")).orElse("");
  }

  /** success, error, interim while the portal has its part to do; empty before the decision. */
  public String status() {
    return result().map(told -> told.event().labels().status()).orElse("");
  }

  public String errorCode() {
    return result().map(told -> told.event().labels().errorCode()).orElse("");
  }

  /** The sentence for the manager. */
  public String message() {
    return result().map(told -> told.text("message")).orElse("");
  }

  public JsonNode returned() {
    return field("returned");
  }

  public JsonNode inputs() {
    var understood = field("inputs");
    return understood.isEmpty() ? commandField("inputs") : understood;
  }

  public JsonNode accountBefore() {
    return field("account_before");
  }

  public JsonNode accountAfter() {
    return field("account_after");
  }

  public JsonNode entries() {
    return field("entries");
  }

  /** From the webhook to the decision. */
  public Optional<Duration> decidedAfter() {
    return result().flatMap(this::sinceCommand);
  }

  /** From the webhook to the portal's first acceptance of the answer. */
  public Optional<Duration> answeredAfter() {
    return deliveries().stream()
        .filter(told -> told.event().labels().kind().equals("sent"))
        .findFirst()
        .flatMap(this::sinceCommand);
  }

  private Optional<Duration> sinceCommand(Told told) {
    return command()
        .map(command -> Duration.between(command.at(), told.at()))
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }

  private JsonNode invocation() {
    var told = commandField("invocation");
    return told.isObject() ? told : field("invocation");
  }

  private JsonNode field(String name) {
    return result().map(told -> told.json().path(name)).orElse(NOTHING);
  }

  private JsonNode commandField(String name) {
    return command().map(told -> told.json().path(name)).orElse(NOTHING);
  }

  private Optional<Told> first(String type) {
    return events.stream().filter(told -> told.type().equals(type)).findFirst();
  }
}
