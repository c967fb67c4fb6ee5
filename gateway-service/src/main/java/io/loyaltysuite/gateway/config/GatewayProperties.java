package io.loyaltysuite.gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which application of Bitrix24 this deployment is, and where it is reached.
 *
 * @param clientId client id of the application; one deployment serves one
 * @param clientSecret key of the application, used to renew tokens
 * @param publicUrl address under which portals reach the gateway, without a trailing slash
 * @param journalUrl address of the journal that replies link to, without a trailing slash
 * @param oauthHosts hosts (with a port when it is not 443) that may vouch for a portal
 * @param allowedAddresses private networks (CIDR) that portals may live in; others are not called
 */
@Validated
@ConfigurationProperties("gateway")
public record GatewayProperties(
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @NotNull URI publicUrl,
    @DefaultValue("http://127.0.0.1:8082") URI journalUrl,
    @DefaultValue({"oauth.bitrix24.tech", "oauth.bitrix.info"}) List<String> oauthHosts,
    @DefaultValue List<String> allowedAddresses) {

  @Override
  public String toString() {
    return "GatewayProperties[clientId=%s, publicUrl=%s]".formatted(clientId, publicUrl);
  }
}
