package io.loyaltysuite.schemas;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Builds a codec from a Kafka client's settings, by the names that Confluent's serializers use. */
final class KafkaCodec {

  static final String REGISTRY_URL = "schema.registry.url";
  static final String REGISTER = "auto.register.schemas";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private KafkaCodec() {}

  static EventCodec start(Map<String, ?> configs) {
    var url = configs.get(REGISTRY_URL);
    if (url == null) {
      throw new ConfigException("missing setting: " + REGISTRY_URL);
    }
    var register = configs.get(REGISTER);
    var settings =
        new CodecSettings(
            URI.create(url.toString()),
            register == null || Boolean.parseBoolean(register.toString()),
            TIMEOUT);
    return EventCodec.start(settings, SchemaMemory.inProcess());
  }
}
