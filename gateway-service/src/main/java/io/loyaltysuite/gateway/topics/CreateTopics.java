package io.loyaltysuite.gateway.topics;

import io.loyaltysuite.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Creates the topics that are missing, with the Kafka settings of the gateway. */
public final class CreateTopics {
  /** First argument of the program that asks for it. */
  public static final String COMMAND = "create-topics";

  private static final Logger log = LoggerFactory.getLogger(CreateTopics.class);

  private CreateTopics() {}

  /**
   * Returns when every topic has its leaders; running it again changes nothing.
   *
   * @param args settings, each as {@code --name=value}
   */
  public static void run(String... args) {
    var program =
        new SpringApplicationBuilder(Settings.class)
            .properties("spring.config.name=gateway", "spring.main.keep-alive=false")
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF);
    try (var context = program.run(args)) {
      var layout = context.getBean(TopicProperties.class).layout();
      Topics.create(context.getBean(KafkaProperties.class).buildAdminProperties(), layout);
      log.info("topics are there: {}", Topics.ALL);
    }
  }

  /** No component of the gateway, so that nothing but settings is loaded. */
  @EnableConfigurationProperties({KafkaProperties.class, TopicProperties.class})
  static final class Settings {}
}
