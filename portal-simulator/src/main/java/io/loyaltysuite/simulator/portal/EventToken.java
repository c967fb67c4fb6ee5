package io.loyaltysuite.simulator.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The signed address of one execution of one step (protocol 2.1): {@code
 * workflow|activity|event.signature}.
 *
 * @param workflowId instance of the workflow; contains a dot
 * @param activityName name of the step
 * @param eventId random id of this execution
 */
public record EventToken(String workflowId, String activityName, String eventId) {

  /** The token's text, signed with the portal's key. */
  public String sign(Hmac key) {
    String content = workflowId + "|" + activityName + "|" + eventId;
    return content + "." + signature(content, key);
  }

  /** The token of a text with a valid signature; empty for every other text. */
  public static Optional<EventToken> verify(String text, Hmac key) {
    int dot = text.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String content = text.substring(0, dot);
    byte[] expected = signature(content, key).getBytes(StandardCharsets.UTF_8);
    String[] parts = content.split("\\|", -1);
    boolean genuine =
        MessageDigest.isEqual(expected, text.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
    return genuine && parts.length == 3
        ? Optional.of(new EventToken(parts[0], parts[1], parts[2]))
        : Optional.empty();
  }

  private static String signature(String content, Hmac key) {
    return HexFormat.of().formatHex(key.sign(content.getBytes(StandardCharsets.UTF_8)));
  }
}
