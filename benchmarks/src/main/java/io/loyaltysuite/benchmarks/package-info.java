/**
 * Measures the suite with its services as processes of their own. Each benchmark prints a table for
 * people and one JSON object as its last line.
 */
@NullMarked
package io.loyaltysuite.benchmarks;

import org.jspecify.annotations.NullMarked;
