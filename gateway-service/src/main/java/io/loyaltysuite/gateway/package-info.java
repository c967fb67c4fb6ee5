/** The gateway: activity webhooks and application events come in, answers go out to the portals. */
@NullMarked
package io.loyaltysuite.gateway;

import org.jspecify.annotations.NullMarked;
