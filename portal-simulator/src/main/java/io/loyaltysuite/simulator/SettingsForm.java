package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.Behaviour;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.portal.RateLimit;
import io.loyaltysuite.simulator.webhook.Rudeness;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings as JSON of the control API says them; what is not said stays. */
final class SettingsForm {

  private SettingsForm() {}

  static PortalSettings portal(PortalSettings before, Map<String, Object> form) {
    PortalSettings settings = Boolean.TRUE.equals(form.get("prompt")) ? before.prompt() : before;
    for (var entry : form.entrySet()) {
      Object value = entry.getValue();
      String text = Php.text(value);
      settings =
          switch (entry.getKey()) {
            case "memberId" -> settings.withMemberId(text);
            case "language" -> settings.withLanguage(text);
            case "rateLimit" -> settings.withRateLimit(rateLimit(Php.toArray(value)));
            case "tokenLifetime" -> settings.withTokenLifetime(Duration.parse(text));
            case "rotatingRefreshTokens" -> settings.withRotatingRefreshTokens(!Php.empty(value));
            case "keptWorkflows" -> settings.withKeptWorkflows(Integer.parseInt(text));
            case "behaviour" ->
                settings.withBehaviour(behaviour(settings.behaviour(), Php.toArray(value)));
            case "name", "prompt" -> settings;
            default -> throw new IllegalArgumentException("unknown setting: " + entry.getKey());
          };
    }
    return settings;
  }

  private static RateLimit rateLimit(Map<String, Object> form) {
    return new RateLimit(
        Integer.parseInt(Php.text(form.get("perSecond"))),
        Php.empty(form.get("burst")) ? 0 : Integer.parseInt(Php.text(form.get("burst"))),
        Boolean.TRUE.equals(form.get("refusedCount")));
  }

  private static Behaviour behaviour(Behaviour before, Map<String, Object> form) {
    Behaviour behaviour = before;
    for (var entry : form.entrySet()) {
      Object value = entry.getValue();
      behaviour =
          switch (entry.getKey()) {
            case "synchronous" -> behaviour.withSynchronous(!Php.empty(value));
            case "continuationMs" -> behaviour.withContinuation(between(value));
            case "webhookDelayMs" -> behaviour.withWebhookDelay(between(value));
            case "webhooksPerSecond" ->
                behaviour.withWebhooksPerSecond(Integer.parseInt(Php.text(value)));
            case "webhookTimeout" -> behaviour.withWebhookTimeout(Duration.parse(Php.text(value)));
            case "restLatencyMs" -> behaviour.withRestLatency(between(value));
            case "saveDelay" -> behaviour.withSaveDelay(Duration.parse(Php.text(value)));
            case "minimalTimeout" -> behaviour.withMinimalTimeout(Duration.parse(Php.text(value)));
            default -> throw new IllegalArgumentException("unknown behaviour: " + entry.getKey());
          };
    }
    return behaviour;
  }

  /** {@code 100} or {@code [50, 800]}. */
  private static Between between(Object value) {
    List<Long> bounds =
        Php.flat(value).stream().map(bound -> Long.parseLong(Php.text(bound))).toList();
    return Between.millis(bounds.getFirst(), bounds.getLast());
  }

  static Rudeness rudeness(Map<String, Object> form) {
    return new Rudeness(
        share(form.get("lose")),
        share(form.get("duplicate")),
        Duration.ofMillis(
            Php.empty(form.get("duplicateDelayMs"))
                ? 0
                : Long.parseLong(Php.text(form.get("duplicateDelayMs")))),
        Boolean.TRUE.equals(form.get("reducedAuth")),
        Boolean.TRUE.equals(form.get("noRefreshToken")));
  }

  static Disturbance disturbance(Map<String, Object> form) {
    int status = Php.empty(form.get("status")) ? 0 : Integer.parseInt(Php.text(form.get("status")));
    Disturbance refusing = Disturbance.refusing(share(form.get("share")), status);
    return new Disturbance(
        refusing.share(), status, refusing.body(), Boolean.TRUE.equals(form.get("effect")));
  }

  private static double share(@Nullable Object value) {
    return Php.empty(value) ? 0 : Double.parseDouble(Php.text(value));
  }

  static Application application(Map<String, Object> form) {
    var application =
        Application.local(
            required(form, "clientId"),
            required(form, "clientSecret"),
            URI.create(required(form, "handler")));
    if (form.containsKey("scopes")) {
      application =
          application.withScopes(
              Php.flat(form.getOrDefault("scopes", "")).stream()
                  .map(Php::text)
                  .collect(Collectors.toSet()));
    }
    return form.containsKey("version")
        ? application.withVersion(Integer.parseInt(Php.text(form.get("version"))))
        : application;
  }

  static String required(Map<String, Object> form, String name) {
    String value = Php.text(form.get(name));
    if (value.isEmpty()) {
      throw new IllegalArgumentException("missing: " + name);
    }
    return value;
  }
}
