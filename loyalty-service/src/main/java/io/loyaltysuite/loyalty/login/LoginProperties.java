package io.loyaltysuite.loyalty.login;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How clients prove their phone over the user role of REST v2.
 *
 * @param senderUrl address that sends codes: it gets {@code {"phone","code","text"}} by POST and
 *     answers 2xx; without one nobody can log in
 * @param senderToken bearer token for that address
 * @param senderTimeout how long to wait for its answer
 * @param codeLifetime how long a code may be used
 * @param maxTries wrong codes after which an attempt is over; a code has four digits
 * @param maxCodes codes that one phone may ask for in an hour
 * @param maxFailures wrong codes for one phone in a day; more are refused, right ones, too
 * @param sessionLifetime how long a client may act after a login
 */
@Validated
@ConfigurationProperties("loyalty.login")
public record LoginProperties(
    @Nullable URI senderUrl,
    @Nullable String senderToken,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration senderTimeout,
    @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration codeLifetime,
    @DefaultValue("3") @Min(1) @Max(10) int maxTries,
    @DefaultValue("5") @Min(1) @Max(100) int maxCodes,
    @DefaultValue("15") @Min(1) @Max(1000) int maxFailures,
    @DefaultValue("1h") @DurationMin(minutes = 1) @DurationMax(days = 30)
        Duration sessionLifetime) {

  @Override
  public String toString() {
    return "LoginProperties[" + senderUrl + "]";
  }
}
