package io.loyaltysuite.journal.search;

import io.loyaltysuite.journal.event.Address;
import io.loyaltysuite.journal.event.Labels;
import java.time.Instant;

/**
 * An event that answers a question.
 *
 * @param at the record's time; of several copies, the first one's
 * @param size bytes of the value
 * @param copies how often the store has this event, itself included
 */
public record Found(Address address, Instant at, Labels labels, long size, long copies) {}
