package io.loyaltysuite.gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Keys that keep tokens secret at rest and in events.
 *
 * @param current id of the key that seals; what an older one sealed in the database is sealed anew
 *     in the background, in events it stays, so an older key goes from {@code secrets} when the
 *     topics keep nothing from its time
 * @param secrets key id to the Base64 of 32 random bytes
 */
@Validated
@ConfigurationProperties("gateway.keys")
public record KeyProperties(
    @NotBlank String current, @NotEmpty Map<@NotBlank String, @NotBlank String> secrets) {

  public KeyProperties {
    secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "KeyProperties[current=%s, known=%s]".formatted(current, secrets.keySet());
  }
}
