package io.loyaltysuite.journal.ingest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the journal reads the topics.
 *
 * @param enabled whether this instance reads; one that does not still answers questions
 * @param group name by which instances share the partitions; offsets are never committed to it
 * @param consumers readers in this instance, each with its own thread and connection
 * @param maxBatchRecords records stored in one transaction
 * @param maxFetchSize bytes fetched in one request; one larger record still comes whole
 * @param minFetchSize bytes the broker gathers before it answers, unless the fetch wait ends first
 * @param fetchWait how long the broker gathers; the price of few transactions is that much delay
 * @param maxBackoff longest pause after a failure; pauses double from 100 ms and never end
 * @param topicCheck how often the topics' own ids are compared, to notice one created anew
 */
@Validated
@ConfigurationProperties("journal.ingest")
record IngestProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("journal") String group,
    @DefaultValue("1") @Min(1) @Max(16) int consumers,
    @DefaultValue("5000") @Min(1) @Max(50_000) int maxBatchRecords,
    @DefaultValue("16MB") DataSize maxFetchSize,
    @DefaultValue("64KB") DataSize minFetchSize,
    @DefaultValue("100ms") Duration fetchWait,
    @DefaultValue("5s") Duration maxBackoff,
    @DefaultValue("10s") Duration topicCheck) {}
