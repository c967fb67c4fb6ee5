/** Tests of {@code event}. */
@NullMarked
package io.loyaltysuite.journal.event;

import org.jspecify.annotations.NullMarked;
