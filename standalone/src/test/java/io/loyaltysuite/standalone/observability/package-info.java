/** Whether what operators are given (metrics, rules, dashboards, references) is true. */
@NullMarked
package io.loyaltysuite.standalone.observability;

import org.jspecify.annotations.NullMarked;
