package io.loyaltysuite.journal;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** The memory of the suite: keeps every event, shows it and has it reproduced. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class JournalApplication {

  public static void main(String[] args) {
    start(args);
  }

  /**
   * Starts the journal beside whatever else runs in this JVM.
   *
   * @param args settings, each as {@code --name=value}
   */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(JournalApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(true)
        .properties("spring.config.name=journal")
        .run(args);
  }
}
