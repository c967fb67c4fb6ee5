package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A command as tests write it: operation, inputs, and whatever else differs from the usual. */
public final class Call {

  public static final Instant NOON = Instant.parse("2026-03-10T09:00:00Z");
  public static final String NUMBER = "79780000000";
  public static final String CONTACT = "15";

  private final String operation;
  private final Map<String, List<String>> inputs = new LinkedHashMap<>();

  private String token;
  private Language language = Language.RU;
  private Instant receivedAt = NOON;
  private Context context = Context.NONE;
  private Source source = Source.ACTIVITY;

  private Call(String operation) {
    this.operation = operation;
    this.token = operation;
  }

  public static Call of(String operation) {
    return new Call(operation);
  }

  public static Call issue() {
    return of("card_create").with("contact_id", CONTACT).with("card_number", NUMBER);
  }

  public static Call block() {
    return of("card_block").with("card_number", NUMBER).with("block_reason", "утеряна");
  }

  public static Call unblock() {
    return of("card_unblock").with("card_number", NUMBER);
  }

  public static Call get() {
    return of("card_get").with("card_number", NUMBER);
  }

  public static Call accrue(String amount) {
    return of("accrue").with("card_number", NUMBER).with("amount", amount);
  }

  public static Call pay(String amount) {
    return of("pay").with("card_number", NUMBER).with("amount", amount);
  }

  public Call with(String name, String value) {
    inputs.put(name, List.of(value));
    return this;
  }

  public Call without(String name) {
    inputs.remove(name);
    return this;
  }

  /** A new token is a new command. */
  public Call token(String text) {
    token = text;
    return this;
  }

  public Call in(Language other) {
    language = other;
    return this;
  }

  public Call at(Instant instant) {
    receivedAt = instant;
    return this;
  }

  public Call later(Duration duration) {
    return at(NOON.plus(duration));
  }

  public Call onDeal(String id) {
    return on("DEAL_" + id);
  }

  public Call on(String documentKey) {
    context =
        new Context(
            "wf-" + token,
            "A1",
            List.of("crm", "CCrmDocument", documentKey),
            List.of("crm", "CCrmDocument", "TYPE"));
    return this;
  }

  /** As a client of REST asks, who says in which language to answer. */
  public Call overRest() {
    source = Source.REST;
    return with("language", language.code());
  }

  public UUID id() {
    return Ids.commandId("portal", token);
  }

  public Command command() {
    return new Command(
        id(),
        "portal",
        source,
        source == Source.ACTIVITY ? "loyalty_" + operation : "",
        language,
        receivedAt,
        Operations.parse(operation, inputs),
        Map.copyOf(inputs),
        context);
  }
}
