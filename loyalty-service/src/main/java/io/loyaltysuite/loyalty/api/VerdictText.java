package io.loyaltysuite.loyalty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loyaltysuite.loyalty.reproduce.Reproduction;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Differs;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on the wire.
 *
 * @param verdict {@code identical}, {@code differs} or {@code not_reproducible}
 * @param field the first field that differs, with what was recorded and what today's code says
 * @param reason why it is not reproducible
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VerdictText(
    String id,
    String verdict,
    @Nullable String field,
    @Nullable String recorded,
    @Nullable String today,
    @Nullable String reason) {

  static VerdictText of(String id, Reproduction reproduction) {
    return switch (reproduction) {
      case Identical _ -> new VerdictText(id, "identical", null, null, null, null);
      case Differs(var field, var recorded, var today) ->
          new VerdictText(id, "differs", field, recorded, today, null);
      case NotReproducible(var reason) ->
          new VerdictText(id, "not_reproducible", null, null, null, reason);
    };
  }
}
