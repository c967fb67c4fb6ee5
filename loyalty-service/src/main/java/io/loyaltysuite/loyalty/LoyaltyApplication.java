package io.loyaltysuite.loyalty;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The loyalty service as a program; it can also be started inside another one, next to other
 * services.
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class LoyaltyApplication {

  /** Starts the service and returns once it decides commands; args are {@code --name=value}. */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(LoyaltyApplication.class)
        .properties("spring.config.name=loyalty")
        .bannerMode(Banner.Mode.OFF)
        .run(args);
  }

  public static void main(String... args) {
    start(args);
  }
}
