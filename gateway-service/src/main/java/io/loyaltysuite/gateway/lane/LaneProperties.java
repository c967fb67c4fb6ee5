package io.loyaltysuite.gateway.lane;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast portals are asked.
 *
 * @param requestsPerSecond requests that one portal forgets per second; portals allow 2, on
 *     Enterprise 5
 * @param burst requests sent at once after a quiet time; portals allow 50, on Enterprise 250, and
 *     the distance to that absorbs the jitter of the way
 * @param maxParallel portals asked at the same moment by one instance
 * @param pollInterval how often the database is looked at for work that nobody announced, such as
 *     that of a stopped instance
 * @param storeMargin time kept, after a request's limit, to store what came of it before another
 *     instance may take over
 */
@Validated
@ConfigurationProperties("gateway.lane")
record LaneProperties(
    @DefaultValue("2") @DecimalMin("0.01") double requestsPerSecond,
    @DefaultValue("40") @Min(1) @Max(250) int burst,
    @DefaultValue("64") @Min(1) @Max(1000) int maxParallel,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("5s") Duration storeMargin) {

  Bucket.Limits limits() {
    return new Bucket.Limits(requestsPerSecond, burst);
  }
}
