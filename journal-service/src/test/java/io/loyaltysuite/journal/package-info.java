/** Tests of the journal on a real broker, database and registry. */
@NullMarked
package io.loyaltysuite.journal;

import org.jspecify.annotations.NullMarked;
