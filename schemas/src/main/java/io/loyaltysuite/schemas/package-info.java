/**
 * What two services must agree on and nothing else: events, topics, headers, ids and the codec.
 *
 * <p>Depends on no other package of the suite.
 */
@NullMarked
package io.loyaltysuite.schemas;

import org.jspecify.annotations.NullMarked;
