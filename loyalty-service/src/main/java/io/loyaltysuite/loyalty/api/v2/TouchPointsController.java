package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.program.TouchPoint;
import io.loyaltysuite.loyalty.view.Page;
import io.loyaltysuite.loyalty.view.ProgramTexts;
import io.loyaltysuite.loyalty.view.ProgramTexts.Kind;
import io.loyaltysuite.loyalty.view.ProgramTexts.Text;
import io.loyaltysuite.schemas.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Touch points (spec 1.8) of the settings in force; to add or remove one makes the next version.
 */
@V2
class TouchPointsController {

  private static final String ALL = "/api/v2/{client_id}/admin/touch-points";
  private static final String ONE = ALL + "/{touch_point_id}";
  private static final List<String> PARTS = List.of("name", "accrual", "payment");

  private final ProgramTexts texts;
  private final NextVersion versions;

  TouchPointsController(ProgramTexts texts, NextVersion versions) {
    this.texts = texts;
    this.versions = versions;
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Named(TouchPointText touchPoint) {}

  @GetMapping(ALL)
  ResponseEntity<Success> list(Asked asked) {
    var about = texts.of(asked.portalId(), Kind.TOUCH_POINT);
    var all = TouchPointText.all(asked.settings(), asked.account().clientId(), about);
    var page = Page.of(all, asked.pageNumber());
    return asked.page("touch points list", page, page.items());
  }

  @GetMapping(ONE)
  ResponseEntity<Success> one(Asked asked, @PathVariable("touch_point_id") String id) {
    return asked.answer("touch point", text(asked, key(asked, id), asked.settings()));
  }

  /** One that is there already as it is asked for stays; a request may come twice. */
  @PostMapping(ALL)
  ResponseEntity<Success> add(Asked asked) {
    var body = Fields.of(asked.http());
    var key = newKey(asked, body);
    var options = body.object("options");
    var point =
        new TouchPoint(
            body.required("name"),
            !options.flag("loyalty_is_allow_accrual_bonuses").equals("N"),
            !options.flag("loyalty_is_allow_payment_bonuses").equals("N"));
    var about =
        new Text(
            Texts.emptyToNull(body.text("description")),
            Texts.emptyToNull(body.text("external_id")),
            asked.call().started());
    var settings =
        versions.change(
            asked,
            "REST: touch point " + key + " added",
            inForce -> added(body, inForce, key, point),
            () -> texts.put(asked.portalId(), Kind.TOUCH_POINT, key, about));
    return asked.answer("touch point added", new Named(text(asked, key, settings)));
  }

  private static Map<String, String> added(
      Fields body, Map<String, String> inForce, String key, TouchPoint point) {
    var known = Settings.of(0, inForce).touchPoints().get(key);
    if (known != null) {
      if (!known.equals(point)) {
        throw body.invalid("external_id", key);
      }
      return inForce;
    }
    var values = new HashMap<>(inForce);
    var at = "touch_point." + key + ".";
    values.put(at + "name", point.name());
    values.put(at + "accrual", point.allowsAccrual() ? "Y" : "N");
    values.put(at + "payment", point.allowsPayment() ? "Y" : "N");
    return values;
  }

  /** What activities call it: as clients do, else an id that a repeated request has again. */
  private static String newKey(Asked asked, Fields body) {
    var given = body.text("external_id");
    if (!given.isEmpty()) {
      return given;
    }
    return asked
        .idempotencyKey()
        .map(key -> Ids.derived(asked.account().clientId(), "new-touch-point/" + key))
        .orElse(asked.call().id())
        .toString();
  }

  @DeleteMapping(ONE)
  ResponseEntity<Success> remove(Asked asked, @PathVariable("touch_point_id") String id) {
    var key = key(asked, id);
    var text = text(asked, key, asked.settings());
    versions.change(
        asked,
        "REST: touch point " + key + " removed",
        inForce -> {
          var values = new HashMap<>(inForce);
          PARTS.forEach(part -> values.remove("touch_point." + key + "." + part));
          return values;
        },
        () -> texts.remove(asked.portalId(), Kind.TOUCH_POINT, key));
    return asked.answer("touch point removed", new Named(text));
  }

  private static String key(Asked asked, String id) {
    return TouchPointText.find(id, asked.settings(), asked.account().clientId())
        .orElseThrow(() -> Refusal.nowhere(Rejection.TOUCH_POINT_NOT_FOUND));
  }

  private TouchPointText text(Asked asked, String key, Settings settings) {
    return TouchPointText.of(
        key,
        Objects.requireNonNull(settings.touchPoints().get(key)),
        asked.account().clientId(),
        texts.of(asked.portalId(), Kind.TOUCH_POINT));
  }
}
