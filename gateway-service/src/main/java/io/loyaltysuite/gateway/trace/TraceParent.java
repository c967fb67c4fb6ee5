package io.loyaltysuite.gateway.trace;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context of a call. */
public final class TraceParent {
  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  /** The caller's context, or one that follows from the command: a repeat has the same trace. */
  public static String of(@Nullable String received, UUID commandId) {
    if (received != null && VALID.matcher(received).matches()) {
      return received;
    }
    var hex = commandId.toString().replace("-", "");
    return "00-" + hex + "-" + hex.substring(16) + "-01";
  }
}
