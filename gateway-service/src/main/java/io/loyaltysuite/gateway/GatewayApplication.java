package io.loyaltysuite.gateway;

import io.loyaltysuite.gateway.topics.CreateTopics;
import java.util.Arrays;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as a program; it can also be started inside another one, next to other services. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class GatewayApplication {

  /** Starts the gateway and returns once it takes webhooks; args are {@code --name=value}. */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(GatewayApplication.class)
        .properties("spring.config.name=gateway")
        .bannerMode(Banner.Mode.OFF)
        .run(args);
  }

  public static void main(String... args) {
    if (args.length > 0 && args[0].equals(CreateTopics.COMMAND)) {
      CreateTopics.run(Arrays.copyOfRange(args, 1, args.length));
    } else {
      start(args);
    }
  }
}
