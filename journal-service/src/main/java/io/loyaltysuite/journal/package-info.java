/** The journal service: stores every event once, unaltered, and answers questions about them. */
@NullMarked
package io.loyaltysuite.journal;

import org.jspecify.annotations.NullMarked;
