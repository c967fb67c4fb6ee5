/**
 * What a bonus card is and how it changes: commands, {@link io.loyaltysuite.loyalty.card.Decider
 * decisions}, entries and rejections.
 *
 * <p>Pure: everything comes in as arguments, also the time; the answer goes out as a value. No
 * Spring, SQL, Kafka, clock or random source.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "program")
package io.loyaltysuite.loyalty.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
