/** Tests of {@code security}. */
@NullMarked
package io.loyaltysuite.journal.security;

import org.jspecify.annotations.NullMarked;
