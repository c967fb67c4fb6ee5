@NullMarked
package io.loyaltysuite.gateway.topics;

import org.jspecify.annotations.NullMarked;
