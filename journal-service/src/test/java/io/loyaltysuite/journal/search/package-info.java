/** Tests of {@code search}. */
@NullMarked
package io.loyaltysuite.journal.search;

import org.jspecify.annotations.NullMarked;
