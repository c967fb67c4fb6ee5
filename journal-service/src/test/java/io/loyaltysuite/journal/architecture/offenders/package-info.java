/** Known offenders: each breaks one rule, so that the rule is seen failing. */
@NullMarked
package io.loyaltysuite.journal.architecture.offenders;

import org.jspecify.annotations.NullMarked;
