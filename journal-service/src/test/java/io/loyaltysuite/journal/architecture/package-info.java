/** Rules about the shape of the code, each seen failing on a known offender. */
@NullMarked
package io.loyaltysuite.journal.architecture;

import org.jspecify.annotations.NullMarked;
