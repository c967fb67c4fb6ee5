package io.loyaltysuite.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the services of a deployment agree on.
 *
 * @param registry where schemas are registered
 */
@ConfigurationProperties("suite")
public record SuiteProperties(@DefaultValue Registry registry) {

  /**
   * Schema registry with a Confluent-compatible API.
   *
   * @param url address; a user and password in it go as HTTP Basic
   * @param register whether missing schemas are registered at start instead of only looked up
   * @param timeout how long to wait for one answer
   * @param patience how long a start asks again while the registry is away, if not every id is
   *     remembered
   * @param caCertificate PEM file of the authorities that may vouch for the registry, instead of
   *     the JDK's
   */
  public record Registry(
      @DefaultValue("http://127.0.0.1:8085/apis/ccompat/v7") URI url,
      @DefaultValue("true") boolean register,
      @DefaultValue("5s") Duration timeout,
      @DefaultValue("60s") Duration patience,
      @Nullable Path caCertificate) {}
}
