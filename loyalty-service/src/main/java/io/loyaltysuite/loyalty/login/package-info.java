/** Who the clients of an account are: codes that go to their phones, and what they get for them. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.loyalty.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
