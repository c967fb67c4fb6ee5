package io.loyaltysuite.journal.ingest;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What ingest asks of the parts it is given. */
@Configuration(proxyBeanMethods = false)
class IngestWiring {

  /**
   * Keeps the number of series apart from that of partitions and brokers; lag is told in seconds,
   * by meters of our own.
   */
  @Bean
  MeterFilter coarseKafkaMeters() {
    return MeterFilter.deny(
        meter ->
            meter.getName().startsWith("kafka.")
                && (meter.getTag("partition") != null || meter.getTag("node.id") != null));
  }
}
