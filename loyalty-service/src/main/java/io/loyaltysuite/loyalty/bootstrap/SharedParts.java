package io.loyaltysuite.loyalty.bootstrap;

import io.loyaltysuite.loyalty.config.SuiteProperties;
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

  /** Time at the shell; nothing that decides asks it. */
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
