/** Attacks on the promise that every offset is stored once. */
@NullMarked
package io.loyaltysuite.journal.ingest;

import org.jspecify.annotations.NullMarked;
