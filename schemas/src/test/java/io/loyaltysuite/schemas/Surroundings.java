package io.loyaltysuite.schemas;

import io.loyaltysuite.standalone.parts.Database;
import java.net.URI;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a codec lives among in production.
 *
 * @param registry its Confluent-compatible API
 * @param nativeRegistry its own API, for Apicurio's own clients
 */
record Surroundings(
    URI registry, URI nativeRegistry, DataSource database, String bootstrapServers) {

  CodecSettings settings() {
    return settings(registry, true);
  }

  static CodecSettings settings(URI registry, boolean register) {
    return new CodecSettings(registry, register, Duration.ofSeconds(10));
  }

  static DataSource source(Database database) {
    var source = new PGSimpleDataSource();
    source.setURL(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }
}
