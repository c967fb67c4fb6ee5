package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.api.v2.Envelope.Success;
import io.loyaltysuite.loyalty.card.Rejection;
import io.loyaltysuite.loyalty.program.TouchPoint;
import io.loyaltysuite.loyalty.view.Page;
import io.loyaltysuite.schemas.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Levels and touch points (spec 1.3, 1.8) of the settings in force. Operators change them, with the
 * other settings of the program.
 */
@V2
class ProgramController {

  private static final String ACCOUNT = "/api/v2/{client_id}/admin";

  /**
   * A touch point.
   *
   * @param id follows from the one it has in the settings, which is the external one
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record TouchPointText(
      UUID id,
      String name,
      String externalId,
      @Nullable String description,
      Options options,
      String created,
      String modified) {

    static TouchPointText of(Map.Entry<String, TouchPoint> each, UUID clientId) {
      var point = each.getValue();
      return new TouchPointText(
          Ids.derived(clientId, "touch-point/" + each.getKey()),
          point.name(),
          each.getKey(),
          null,
          new Options(point.allowsAccrual(), point.allowsPayment()),
          Texts.moment(Instant.EPOCH),
          Texts.moment(Instant.EPOCH));
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Options(boolean loyaltyIsAllowAccrualBonuses, boolean loyaltyIsAllowPaymentBonuses) {}

  @GetMapping(ACCOUNT + "/card-levels")
  ResponseEntity<Success> levels(Asked asked) {
    var client = asked.account().clientId();
    var all =
        asked.settings().ladder().levels().stream()
            .map(level -> LevelText.of(level, asked.settings(), client))
            .toList();
    return page(asked, "card levels list", all);
  }

  @GetMapping(ACCOUNT + "/touch-points")
  ResponseEntity<Success> touchPoints(Asked asked) {
    return page(asked, "touch points list", all(asked));
  }

  @GetMapping(ACCOUNT + "/touch-points/{touch_point_id}")
  ResponseEntity<Success> touchPoint(Asked asked, @PathVariable("touch_point_id") String text) {
    return all(asked).stream()
        .filter(each -> each.id().toString().equals(text))
        .findFirst()
        .map(each -> asked.answer("touch point", each))
        .orElseThrow(() -> Refusal.nowhere(Rejection.TOUCH_POINT_NOT_FOUND));
  }

  private static List<TouchPointText> all(Asked asked) {
    return new TreeMap<>(asked.settings().touchPoints())
        .entrySet().stream()
            .map(each -> TouchPointText.of(each, asked.account().clientId()))
            .toList();
  }

  private static <T> ResponseEntity<Success> page(Asked asked, String message, List<T> all) {
    var page = Page.of(all, asked.pageNumber());
    return asked.page(message, page, page.items());
  }
}
