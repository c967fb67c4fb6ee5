package io.loyaltysuite.loyalty.program;

/**
 * How operations are reversed.
 *
 * @param overspent what happens when bonuses to be taken back are spent, unless the call says
 * @param restoreGraceDays days that returned bonuses live when their own time is over; zero means
 *     they are gone at once
 */
public record RefundRules(Overspent overspent, int restoreGraceDays) {}
