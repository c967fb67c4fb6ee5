/** Tests of {@code replay}. */
@NullMarked
package io.loyaltysuite.journal.replay;

import org.jspecify.annotations.NullMarked;
