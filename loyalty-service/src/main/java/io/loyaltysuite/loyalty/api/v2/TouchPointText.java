package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.program.TouchPoint;
import io.loyaltysuite.loyalty.view.ProgramTexts.Text;
import io.loyaltysuite.schemas.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A touch point (spec 1.8). Touch points are part of the program's settings.
 *
 * @param id the one it has in the settings if that is a uuid, else it follows from that
 */
@JsonNaming(SnakeCaseStrategy.class)
record TouchPointText(
    UUID id,
    String name,
    @Nullable String externalId,
    @Nullable String description,
    Options options,
    String created,
    String modified) {

  private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @JsonNaming(SnakeCaseStrategy.class)
  record Options(boolean loyaltyIsAllowAccrualBonuses, boolean loyaltyIsAllowPaymentBonuses) {}

  /** All of a program, in the order of their ids in the settings. */
  static List<TouchPointText> all(Settings settings, UUID clientId, Map<String, Text> texts) {
    return new TreeMap<>(settings.touchPoints())
        .entrySet().stream()
            .map(each -> of(each.getKey(), each.getValue(), clientId, texts))
            .toList();
  }

  static TouchPointText of(String key, TouchPoint point, UUID clientId, Map<String, Text> texts) {
    var text = texts.get(key);
    var created = Texts.moment(text == null ? Text.NONE.created() : text.created());
    return new TouchPointText(
        id(key, clientId),
        point.name(),
        text == null ? key : text.externalId(),
        text == null ? null : text.description(),
        new Options(point.allowsAccrual(), point.allowsPayment()),
        created,
        created);
  }

  /** The id in the settings of the touch point that clients know by this one. */
  static Optional<String> find(String id, Settings settings, UUID clientId) {
    return settings.touchPoints().keySet().stream()
        .filter(key -> id(key, clientId).toString().equals(id))
        .findFirst();
  }

  static UUID id(String key, UUID clientId) {
    return UUIDS.matcher(key).matches()
        ? UUID.fromString(key)
        : Ids.derived(clientId, "touch-point/" + key);
  }
}
