package io.loyaltysuite.standalone.observability;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The meters of a service as it registers them at its start, without the service: only its classes
 * named …Meters, …Metrics and …Gauges are made, and nothing is recorded.
 */
public final class FreshMeters {

  private static final Pattern MEASURING = Pattern.compile(".*(Meters|Metrics|Gauges|Traces)");

  private FreshMeters() {}

  static Map<String, Scrape> ofAllServices() {
    var all = new LinkedHashMap<String, Scrape>();
    MetricsPage.SERVICES.forEach(service -> all.put(service, of(service)));
    return all;
  }

  public static Scrape of(String service) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(PrometheusMeterRegistry.class, () -> registry);
      context.registerBean(InstantSource.class, InstantSource::system);
      context.registerBean(JdbcClient.class, () -> JdbcClient.create(noDatabase()));
      var scanner = new ClassPathBeanDefinitionScanner(context, false);
      scanner.addIncludeFilter(new RegexPatternTypeFilter(MEASURING));
      scanner.scan("io.loyaltysuite." + service);
      context.refresh();
      return Scrape.of(registry.scrape());
    }
  }

  private static DataSource noDatabase() {
    return new AbstractDataSource() {
      @Override
      public java.sql.Connection getConnection() throws java.sql.SQLException {
        throw new java.sql.SQLException("no database");
      }

      @Override
      public java.sql.Connection getConnection(String user, String password)
          throws java.sql.SQLException {
        return getConnection();
      }
    };
  }
}
