package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole program.
 *
 * @param enabled whether operations are possible; off while the program is paused
 * @param accountEnabled whether the company may use the application at all
 * @param licenseUntil last paid day; null means without end
 * @param currency currency of every new card; one bonus is one unit of it
 * @param zone where business days begin and end
 * @param rounding how a percentage becomes bonuses
 * @param roundsRestInput whether amounts over REST may have more decimals than money, and are
 *     rounded
 * @param minPercentage lowest rate a card may have
 * @param maxPercentage highest rate a card may have
 */
public record ProgramRules(
    boolean enabled,
    boolean accountEnabled,
    @Nullable LocalDate licenseUntil,
    Currency currency,
    ZoneId zone,
    Rounding rounding,
    boolean roundsRestInput,
    BigDecimal minPercentage,
    BigDecimal maxPercentage) {}
