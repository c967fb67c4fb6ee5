/** Tests of {@code console}. */
@NullMarked
package io.loyaltysuite.journal.console;

import org.jspecify.annotations.NullMarked;
