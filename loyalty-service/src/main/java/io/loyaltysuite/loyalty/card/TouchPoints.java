package io.loyaltysuite.loyalty.card;

import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.program.TouchPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a touch point, when one is named, allows what is asked. */
final class TouchPoints {

  private TouchPoints() {}

  static void requireAccrual(String id, Settings settings, Checks checks) {
    TouchPoint point = find(id, settings, checks);
    if (point != null && !point.allowsAccrual()) {
      checks.add(Rejection.TOUCH_POINT_FORBIDS_ACCRUAL, Map.of("name", point.name()));
    }
  }

  static void requirePayment(String id, Settings settings, Checks checks) {
    TouchPoint point = find(id, settings, checks);
    if (point != null && !point.allowsPayment()) {
      checks.add(Rejection.TOUCH_POINT_FORBIDS_PAYMENT, Map.of("name", point.name()));
    }
  }

  static void requireKnown(String id, Settings settings, Checks checks) {
    var _ = find(id, settings, checks);
  }

  private static @Nullable TouchPoint find(String id, Settings settings, Checks checks) {
    TouchPoint point = id.isEmpty() ? null : settings.touchPoints().get(id);
    if (point == null && !id.isEmpty()) {
      checks.add(Rejection.TOUCH_POINT_NOT_FOUND);
    }
    return point;
  }
}
