/** Tests of {@code timeline}. */
@NullMarked
package io.loyaltysuite.journal.timeline;

import org.jspecify.annotations.NullMarked;
