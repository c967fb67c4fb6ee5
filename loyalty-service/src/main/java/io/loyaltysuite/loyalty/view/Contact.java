package io.loyaltysuite.loyalty.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who may have cards (spec 1.4).
 *
 * @param phone digits of E.164
 * @param email in lower case
 */
public record Contact(
    UUID id,
    String name,
    @Nullable String surname,
    @Nullable String patronymic,
    String timezone,
    @Nullable LocalDate birthday,
    String gender,
    @Nullable String phone,
    @Nullable String email,
    Map<String, String> externalIds,
    Instant created,
    Instant modified) {

  public Contact {
    externalIds = Map.copyOf(externalIds);
  }
}
