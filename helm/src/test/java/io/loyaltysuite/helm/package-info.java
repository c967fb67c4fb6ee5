/** Renders the chart with Helm itself and looks at what comes out, and at what is refused. */
@NullMarked
package io.loyaltysuite.helm;

import org.jspecify.annotations.NullMarked;
