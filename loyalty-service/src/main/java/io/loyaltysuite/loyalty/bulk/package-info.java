/** Operations on many cards, as jobs that go on whoever dies. */
@NullMarked
@ApplicationModule(allowedDependencies = {"card", "ledger", "reproduce", "rounds"})
package io.loyaltysuite.loyalty.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
