package io.loyaltysuite.gateway.bootstrap;

import io.loyaltysuite.gateway.config.SuiteProperties;
import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.JdbcSchemaMemory;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parts that every feature uses. */
@Configuration(proxyBeanMethods = false)
class SharedParts {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

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

  /** After the migrations, which want to find the database empty. */
  @Bean
  @DependsOnDatabaseInitialization
  EventCodec eventCodec(SuiteProperties suite, DataSource database) {
    var registry = suite.registry();
    return EventCodec.start(
        new CodecSettings(
            registry.url(), registry.register(), registry.timeout(), registry.caCertificate()),
        new JdbcSchemaMemory(database),
        registry.patience());
  }
}
