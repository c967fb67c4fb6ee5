/** REST v2, to the letter of the product's own SDK (spec 2). */
@NullMarked
package io.loyaltysuite.loyalty.api.v2;

import org.jspecify.annotations.NullMarked;
