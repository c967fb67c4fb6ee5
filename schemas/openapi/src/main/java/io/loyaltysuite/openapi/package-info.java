/**
 * Holds running services to their OpenAPI documents. For tests: knows no service, no route and no
 * schema of its own.
 */
@NullMarked
package io.loyaltysuite.openapi;

import org.jspecify.annotations.NullMarked;
