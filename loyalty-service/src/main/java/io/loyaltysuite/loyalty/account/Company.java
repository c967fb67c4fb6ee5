package io.loyaltysuite.loyalty.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What clients are told about whose program it is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
public record Company(
    @Nullable @Size(max = 255) String name,
    @Nullable @Size(max = 1000) String logoUrl,
    @Nullable @Size(max = 255) String supportEmail,
    @Nullable @Size(max = 64) String supportPhone) {

  /** Nobody said anything. */
  public static final Company UNKNOWN = new Company(null, null, null, null);
}
