/** Used by somebody who does not say so. */
@NullMarked
package io.loyaltysuite.offender.plain;

import org.jspecify.annotations.NullMarked;
