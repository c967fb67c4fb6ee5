package io.loyaltysuite.gateway.spool;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How commands get into Kafka, and into PostgreSQL while Kafka does not take them.
 *
 * @param appendTimeout how long Kafka may take to acknowledge a command before it and those after
 *     it on the same partition are stored in PostgreSQL
 * @param storeTimeout how long PostgreSQL may take to store a command before Kafka is tried again
 * @param holdTimeout how long webhooks may be held up while the last stored commands of a partition
 *     are brought to Kafka
 * @param drainInterval how often is tried to bring stored commands to Kafka
 * @param othersAfter how long commands of another instance are left to it; after that, any instance
 *     brings them to Kafka
 * @param batchSize stored commands brought to Kafka together
 * @param batchBytes most of their bytes
 * @param maxWaiting commands that may wait in memory for PostgreSQL
 * @param maxWaitingBytes most of their bytes
 * @param partitions partitions to reckon with when Kafka is away at the start and cannot be asked
 */
@Validated
@ConfigurationProperties("gateway.spool")
record SpoolProperties(
    @DefaultValue("500ms") Duration appendTimeout,
    @DefaultValue("1s") Duration storeTimeout,
    @DefaultValue("500ms") Duration holdTimeout,
    @DefaultValue("200ms") Duration drainInterval,
    @DefaultValue("5s") Duration othersAfter,
    @DefaultValue("500") @Min(1) @Max(5000) int batchSize,
    @DefaultValue("4MB") DataSize batchBytes,
    @DefaultValue("5000") @Min(1) int maxWaiting,
    @DefaultValue("32MB") DataSize maxWaitingBytes,
    @DefaultValue("12") @Min(1) @Max(1000) int partitions) {}
