package io.loyaltysuite.gateway.topics;

import io.loyaltysuite.schemas.TopicLayout;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are laid out by {@code create-topics}; topics that exist are left alone.
 *
 * @param partitions partitions of each topic; no more instances than this share the work
 * @param replicationFactor brokers that hold each record
 * @param minInSyncReplicas brokers that must have a record before it counts as written
 * @param retention how long a record is kept
 */
@Validated
@ConfigurationProperties("gateway.topics")
record TopicProperties(
    @DefaultValue("12") @Min(1) @Max(1000) int partitions,
    @DefaultValue("3") @Min(1) short replicationFactor,
    @DefaultValue("2") @Min(1) short minInSyncReplicas,
    @DefaultValue("14d") @DurationMin(days = 14) Duration retention) {

  TopicLayout layout() {
    return new TopicLayout(partitions, replicationFactor, minInSyncReplicas, retention);
  }
}
