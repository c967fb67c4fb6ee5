/**
 * The OAuth server: issues and reads tokens, the token endpoint, its own {@code app.info} (protocol
 * 6.3, 6.4, 9.6).
 */
@NullMarked
package io.loyaltysuite.simulator.oauth;

import org.jspecify.annotations.NullMarked;
