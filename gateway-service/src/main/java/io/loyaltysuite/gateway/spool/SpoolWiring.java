package io.loyaltysuite.gateway.spool;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the way into Kafka together. */
@Configuration(proxyBeanMethods = false)
class SpoolWiring {

  @Bean
  EventLog eventLog(KafkaProperties kafka, SpoolMeters meters, MeterRegistry registry) {
    return EventLog.open(kafka.buildProducerProperties(), meters, registry);
  }

  @Bean
  PartitionRoutes partitionRoutes(EventLog events, SpoolProperties properties) {
    return new PartitionRoutes(events.partitions().orElse(properties.partitions()));
  }

  @Bean
  SpoolWriter spoolWriter(
      SpoolStore store,
      TransactionTemplate transaction,
      SpoolProperties properties,
      SpoolMeters meters) {
    return new SpoolWriter(store, transaction, properties, meters);
  }

  @Bean
  CommandLog commandLog(
      EventLog events,
      SpoolWriter spool,
      PartitionRoutes routes,
      Shortening shortening,
      SpoolProperties properties,
      SpoolMeters meters) {
    return new CommandLog(events, spool, routes, shortening, properties, meters);
  }

  @Bean
  SpoolDrain spoolDrain(
      EventLog events,
      SpoolStore store,
      Shortening shortening,
      TransactionTemplate transaction,
      PartitionRoutes routes,
      SpoolProperties properties,
      SpoolMeters meters) {
    var sender = new SpoolSender(events, shortening, meters);
    return new SpoolDrain(store, sender, transaction, routes, properties, meters);
  }
}
