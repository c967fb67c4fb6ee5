package io.loyaltysuite.journal.event;

import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.Decoded;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.JdbcSchemaMemory;
import io.loyaltysuite.schemas.RegistryUnavailable;
import io.loyaltysuite.schemas.RememberedSchema;
import io.loyaltysuite.schemas.SchemaMemory;
import io.loyaltysuite.schemas.SchemaMismatch;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values decoded for people. Nothing that is stored depends on it: a registry that is away only
 * means that values are shown later, and an ununderstood value is shown as such.
 */
@Component
@DependsOnDatabaseInitialization
public class EventValues {

  private static final Logger LOG = LoggerFactory.getLogger(EventValues.class);
  private static final long PAUSE = Duration.ofSeconds(5).toNanos();

  private final CodecSettings settings;
  private final SchemaMemory memory;
  private @Nullable EventCodec codec;
  private String failure = "";
  private long nextTry = System.nanoTime();

  /** What a record's bytes say. */
  public sealed interface Value {

    /**
     * An event, as plain JSON.
     *
     * @param schemaId the id it was written with
     */
    record Legible(ObjectNode json, int schemaId) implements Value {}

    /** No event, or one that cannot be read now. */
    record Unreadable(String cause) implements Value {}
  }

  /**
   * Starts the codec; does without while the registry is away.
   *
   * @throws SchemaMismatch when a schema's id changed
   */
  EventValues(RegistryProperties registry, DataSource database) {
    this.settings =
        new CodecSettings(
            registry.url(), registry.register(), registry.timeout(), registry.caCertificate());
    this.memory = new JdbcSchemaMemory(database);
    start();
  }

  /** Never fails, whatever the bytes are. */
  public Value read(StoredEvent event) {
    var bytes = event.value();
    var started = codec();
    if (bytes == null) {
      return new Value.Unreadable("no value");
    }
    if (started == null) {
      return new Value.Unreadable("not readable now: " + failure);
    }
    return switch (started.decode(event.address().topic(), bytes)) {
      case Decoded.Event(var value, var schemaId) ->
          new Value.Legible(PlainJson.of(value), schemaId);
      case Decoded.Poison(var cause) -> new Value.Unreadable(cause);
      case Decoded.Unavailable(var cause) -> new Value.Unreadable("not readable now: " + cause);
    };
  }

  /** Text of every schema met so far, by id. */
  public Map<Integer, String> schemas() {
    return memory.all().stream()
        .collect(
            Collectors.toMap(RememberedSchema::id, RememberedSchema::schema, (one, same) -> one));
  }

  private synchronized @Nullable EventCodec codec() {
    if (codec == null && System.nanoTime() - nextTry >= 0) {
      try {
        start();
      } catch (SchemaMismatch e) {
        failure = String.valueOf(e.getMessage());
        LOG.error("values cannot be decoded: {}", failure);
      }
    }
    return codec;
  }

  private void start() {
    try {
      codec = EventCodec.start(settings, memory);
    } catch (RegistryUnavailable e) {
      failure = String.valueOf(e.getMessage());
      nextTry = System.nanoTime() + PAUSE;
      LOG.warn("values are not decoded for now: {}", failure);
    }
  }

  @PreDestroy
  synchronized void stop() {
    if (codec != null) {
      codec.close();
    }
  }
}
