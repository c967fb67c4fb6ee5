package io.loyaltysuite.loyalty.ledger;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How commands become decisions.
 *
 * @param decisionRetention how long decisions are kept; a command received earlier is refused,
 *     because nobody could tell whether it was decided before
 * @param maxAhead how far a command may be ahead of this clock; a later time is cut to it and
 *     audited
 * @param maxRecordSize largest record the topics take, with key and headers; a larger result
 *     becomes an internal_error
 * @param maxReruns how often a poll runs again when another writer decided one of its commands
 */
@Validated
@ConfigurationProperties("loyalty.ledger")
public record LedgerProperties(
    @DefaultValue("180d") @DurationMin(days = 15) Duration decisionRetention,
    @DefaultValue("5m") @DurationMin @DurationMax(days = 1) Duration maxAhead,
    @DefaultValue("4064KB") DataSize maxRecordSize,
    @DefaultValue("5") int maxReruns) {}
