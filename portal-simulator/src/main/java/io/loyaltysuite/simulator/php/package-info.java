/**
 * PHP's view of values, forms and JSON: the portal is a PHP program and its wire formats show it.
 * Pure; depends on no other package of the simulator.
 */
@NullMarked
package io.loyaltysuite.simulator.php;

import org.jspecify.annotations.NullMarked;
