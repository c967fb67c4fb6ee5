package io.loyaltysuite.schemas;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the codec meets its registry.
 *
 * @param registryUrl address of a Confluent-compatible API, such as {@code
 *     http://127.0.0.1:8085/apis/ccompat/v7}; a user and password in it go as HTTP Basic
 * @param register whether missing schemas are registered at start; otherwise they are only looked
 *     up, and a missing one is a failure
 * @param timeout how long to wait for one answer of the registry
 * @param caCertificate PEM file of the authorities that may vouch for the registry, instead of the
 *     JDK's
 */
public record CodecSettings(
    URI registryUrl, boolean register, Duration timeout, @Nullable Path caCertificate) {

  public CodecSettings(URI registryUrl, boolean register, Duration timeout) {
    this(registryUrl, register, timeout, null);
  }

  public CodecSettings {
    var scheme = registryUrl.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException(
          "registry url: scheme " + scheme + " (expected: http or https)");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("registry timeout: " + timeout + " (expected: > 0)");
    }
  }

  /** Address without the user and password it may contain. */
  String address() {
    var user = registryUrl.getRawUserInfo();
    var text = registryUrl.toString();
    var shown = user == null ? text : text.replace(user + "@", "");
    return shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown;
  }

  @Override
  public String toString() {
    return "CodecSettings[%s, register=%s, timeout=%s]".formatted(address(), register, timeout);
  }
}
