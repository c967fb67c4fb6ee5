package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.security.SealedColumns;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this feature keeps secrets. */
@Configuration(proxyBeanMethods = false)
class PortalSecrets {

  @Bean
  SealedColumns tokens() {
    return new SealedColumns(
        "installation",
        List.of("access_token", "refresh_token", "application_token", "previous_application_token"),
        "true");
  }

  @Bean
  SealedColumns claims() {
    return new SealedColumns("app_event", List.of("claims"), "claims is not null");
  }
}
