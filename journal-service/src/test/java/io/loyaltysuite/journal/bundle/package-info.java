/** Tests of {@code bundle}. */
@NullMarked
package io.loyaltysuite.journal.bundle;

import org.jspecify.annotations.NullMarked;
