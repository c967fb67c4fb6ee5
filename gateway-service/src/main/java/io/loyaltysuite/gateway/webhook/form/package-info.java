/** Pure: from the bytes of a form body to a recognised message. */
@NullMarked
package io.loyaltysuite.gateway.webhook.form;

import org.jspecify.annotations.NullMarked;
