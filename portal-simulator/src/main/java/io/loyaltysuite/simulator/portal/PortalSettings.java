package io.loyaltysuite.simulator.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;

/**
 * Who a portal is (protocol 9.1).
 *
 * @param name path segment under {@code /p/}
 * @param memberId tenant key, 32 hex digits
 * @param domain host name of the portal as it tells it to applications
 * @param language {@code LANGUAGE_ID}, such as ru or en
 * @param zone server time zone
 * @param licenceFamily tariff family; {@code ent...} is Enterprise
 * @param users who works there
 * @param rateLimit limit on REST requests
 * @param behaviour how it behaves in time
 * @param tokenLifetime life of an access token
 * @param rotatingRefreshTokens whether a refresh token dies when it was used
 * @param keptWorkflows finished workflows that are remembered
 */
public record PortalSettings(
    String name,
    String memberId,
    String domain,
    String language,
    ZoneId zone,
    String licenceFamily,
    List<User> users,
    RateLimit rateLimit,
    Behaviour behaviour,
    Duration tokenLifetime,
    boolean rotatingRefreshTokens,
    int keptWorkflows) {

  /** A Russian cloud portal on the standard tariff; two portals of one name have one member id. */
  public static PortalSettings named(String name) {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("portal name: " + name + " (expected: a-z, 0-9, -)");
    }
    return new PortalSettings(
        name,
        hex("member:" + name).substring(0, 32),
        name + ".bitrix24.ru",
        "ru",
        ZoneId.of("Europe/Moscow"),
        "std",
        List.of(User.admin(1), User.employee(16), User.employee(27)),
        RateLimit.STANDARD,
        Behaviour.CLOUD,
        Duration.ofHours(1),
        false,
        10_000);
  }

  static String hex(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same portal in time-lapse: no delays and no rate limit. */
  public PortalSettings prompt() {
    return withBehaviour(Behaviour.PROMPT).withRateLimit(RateLimit.OFF);
  }

  /** The same portal at another address. */
  public PortalSettings renamed(String value) {
    PortalSettings other = named(value);
    return new PortalSettings(
        value,
        memberId,
        other.domain,
        language,
        zone,
        licenceFamily,
        users,
        rateLimit,
        behaviour,
        tokenLifetime,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same with another member id. */
  public PortalSettings withMemberId(String value) {
    return new PortalSettings(
        name,
        value,
        domain,
        language,
        zone,
        licenceFamily,
        users,
        rateLimit,
        behaviour,
        tokenLifetime,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same with another language. */
  public PortalSettings withLanguage(String value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        value,
        zone,
        licenceFamily,
        users,
        rateLimit,
        behaviour,
        tokenLifetime,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same with other users. */
  public PortalSettings withUsers(List<User> value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        language,
        zone,
        licenceFamily,
        List.copyOf(value),
        rateLimit,
        behaviour,
        tokenLifetime,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same with another rate limit. */
  public PortalSettings withRateLimit(RateLimit value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        language,
        zone,
        licenceFamily,
        users,
        value,
        behaviour,
        tokenLifetime,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same with another behaviour. */
  public PortalSettings withBehaviour(Behaviour value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        language,
        zone,
        licenceFamily,
        users,
        rateLimit,
        value,
        tokenLifetime,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same with another life of access tokens. */
  public PortalSettings withTokenLifetime(Duration value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        language,
        zone,
        licenceFamily,
        users,
        rateLimit,
        behaviour,
        value,
        rotatingRefreshTokens,
        keptWorkflows);
  }

  /** The same, refresh tokens dying when used or living on. */
  public PortalSettings withRotatingRefreshTokens(boolean value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        language,
        zone,
        licenceFamily,
        users,
        rateLimit,
        behaviour,
        tokenLifetime,
        value,
        keptWorkflows);
  }

  /** The same with another number of remembered workflows. */
  public PortalSettings withKeptWorkflows(int value) {
    return new PortalSettings(
        name,
        memberId,
        domain,
        language,
        zone,
        licenceFamily,
        users,
        rateLimit,
        behaviour,
        tokenLifetime,
        rotatingRefreshTokens,
        value);
  }
}
