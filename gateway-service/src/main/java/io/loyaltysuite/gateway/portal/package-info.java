/**
 * Portals as the gateway knows them: who installed the application, with which tokens, and how to
 * ask a portal something.
 */
@NullMarked
package io.loyaltysuite.gateway.portal;

import org.jspecify.annotations.NullMarked;
