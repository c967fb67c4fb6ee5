package io.loyaltysuite.gateway.frame;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a portal posts into the frame, believed in nothing. Pure.
 *
 * @param memberId the portal it claims to be
 * @param origin scheme, host and port of the page around the frame, by its own words
 * @param language {@code ru} or {@code en}
 * @param auth the tokens, under the names that webhooks use; secrets, so never logged
 */
record FrameForm(String memberId, String origin, String language, Map<String, String> auth) {
  private static final Pattern MEMBER_ID = Pattern.compile("[0-9A-Za-z]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile("[0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?(:[0-9]{1,5})?");
  private static final int LONGEST = 2048;

  /** Portals of these languages are read to in Russian. */
  private static final Set<String> RUSSIAN = Set.of("ru", "kz", "by", "ua");

  /** The frame's name of a value, and the name that webhooks give it. */
  private static final Map<String, String> AUTH =
      Map.of(
          "AUTH_ID", "access_token",
          "REFRESH_ID", "refresh_token",
          "APPLICATION_TOKEN", "application_token",
          "SERVER_ENDPOINT", "server_endpoint",
          "member_id", "member_id");

  FrameForm {
    auth = Map.copyOf(auth);
  }

  /** Empty when it is not the form of a portal. */
  static Optional<FrameForm> of(Map<String, String> fields) {
    var memberId = fields.getOrDefault("member_id", "");
    var domain = fields.getOrDefault("DOMAIN", "").toLowerCase(Locale.ROOT);
    boolean usable =
        MEMBER_ID.matcher(memberId).matches()
            && DOMAIN.matcher(domain).matches()
            && !fields.getOrDefault("AUTH_ID", "").isEmpty()
            && AUTH.keySet().stream()
                .allMatch(name -> fields.getOrDefault(name, "").length() <= LONGEST);
    if (!usable) {
      return Optional.empty();
    }
    var origin = ("0".equals(fields.get("PROTOCOL")) ? "http://" : "https://") + domain;
    var language = fields.getOrDefault("LANG", "").toLowerCase(Locale.ROOT);
    return Optional.of(
        new FrameForm(
            memberId, origin, RUSSIAN.contains(language) ? "ru" : "en", auth(fields, origin)));
  }

  private static SequencedMap<String, String> auth(Map<String, String> fields, String origin) {
    var auth = new LinkedHashMap<String, String>();
    AUTH.forEach(
        (theirs, ours) -> {
          var value = fields.getOrDefault(theirs, "");
          if (!value.isEmpty()) {
            auth.put(ours, value);
          }
        });
    auth.put("origin", origin);
    return auth;
  }

  /** Says no secret. */
  @Override
  public String toString() {
    return "FrameForm[" + memberId + " at " + origin + "]";
  }
}
