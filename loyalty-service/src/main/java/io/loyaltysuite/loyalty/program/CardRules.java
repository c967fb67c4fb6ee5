package io.loyaltysuite.loyalty.program;

import java.math.BigDecimal;

/**
 * How cards are issued.
 *
 * @param percentage rate of a new card without a level
 * @param numberFromPhone whether an empty number becomes the phone's digits when a phone is given
 * @param numberPrefix digits every generated number starts with
 * @param numberLength length of generated numbers, prefix included
 * @param numberDigitsOnly whether given numbers may hold only digits
 * @param numberMinLength shortest given number
 * @param numberMaxLength longest given number, at most 64
 * @param maxPerContact cards one contact may have
 */
public record CardRules(
    BigDecimal percentage,
    boolean numberFromPhone,
    String numberPrefix,
    int numberLength,
    boolean numberDigitsOnly,
    int numberMinLength,
    int numberMaxLength,
    int maxPerContact) {}
