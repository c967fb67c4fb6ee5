/** Who may use the REST interface: the accounts of portals and their keys. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.loyaltysuite.loyalty.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
