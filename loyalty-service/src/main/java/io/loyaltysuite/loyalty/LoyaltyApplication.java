package io.loyaltysuite.loyalty;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** The loyalty service: decides commands and keeps the ledger. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public final class LoyaltyApplication {

  private LoyaltyApplication() {}

  /** Starts the service as a program of its own. */
  static void main(String... args) {
    start(args);
  }

  /**
   * Starts the service inside any JVM, next to other services.
   *
   * @param args Spring's {@code --name=value}
   */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(LoyaltyApplication.class)
        .properties("spring.config.name=loyalty")
        .bannerMode(Banner.Mode.OFF)
        .run(args);
  }
}
