package io.loyaltysuite.loyalty.reproduce;

import io.loyaltysuite.loyalty.card.Cards;
import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Decision;
import io.loyaltysuite.loyalty.card.Lookups;
import io.loyaltysuite.loyalty.program.Settings;
import java.time.Instant;

/** A command with everything its decision rested on and what came of it. */
public record Decided(
    Command command,
    Instant effectiveAt,
    Settings settings,
    Lookups lookups,
    Cards before,
    Decision decision,
    Cards after) {}
