package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.RegistryAnswer.Away;
import io.loyaltysuite.schemas.RegistryAnswer.Known;
import io.loyaltysuite.schemas.RegistryAnswer.Missing;
import io.loyaltysuite.schemas.RegistryAnswer.Refused;
import io.loyaltysuite.schemas.RegistryAnswer.Text;
import io.loyaltysuite.schemas.WriterSchema.Resolved;
import io.loyaltysuite.schemas.WriterSchema.Unavailable;
import io.loyaltysuite.schemas.WriterSchema.Unreadable;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every schema met so far, by id. Grows only by ids that the registry really has; asks the registry
 * for one id at a time and, after a failure, not again before a pause, so that poison records can
 * neither fill the memory nor hammer the registry.
 */
final class WriterSchemas {

  private static final Logger LOG = LoggerFactory.getLogger(WriterSchemas.class);

  private final RegistryClient registry;
  private final SchemaMemory memory;
  private final ConcurrentHashMap<Integer, WriterSchema> known = new ConcurrentHashMap<>();
  private final RecentFailures failures = new RecentFailures(System::nanoTime);
  private final ReentrantLock asking = new ReentrantLock();

  WriterSchemas(RegistryClient registry, SchemaMemory memory) {
    this.registry = registry;
    this.memory = memory;
  }

  void add(int id, String schema) {
    known.put(id, readable(id, schema));
  }

  int size() {
    return known.size();
  }

  WriterSchema find(int id) {
    var found = known.get(id);
    return found != null ? found : ask(id);
  }

  private WriterSchema ask(int id) {
    asking.lock();
    try {
      var found = known.get(id);
      if (found == null) {
        found = failures.recent(id);
      }
      return found != null ? found : judge(id, registry.fetch(id));
    } finally {
      asking.unlock();
    }
  }

  private WriterSchema judge(int id, RegistryAnswer answer) {
    return switch (answer) {
      case Text(var schema) -> keep(id, schema);
      case Missing _ -> failures.missing(id, new Unreadable("unknown schema id " + id));
      case Away(var cause) -> failures.away(new Unavailable("schema id " + id + ": " + cause));
      case Refused(var status, var words) ->
          failures.away(
              new Unavailable("schema id " + id + ": registry refused (" + status + "): " + words));
      case Known _ ->
          failures.away(new Unavailable("schema id " + id + ": registry gave no schema"));
    };
  }

  private WriterSchema keep(int id, String text) {
    var schema = readable(id, text);
    known.put(id, schema);
    if (schema instanceof Resolved(var type, _)) {
      rememberQuietly(id, type, text);
    }
    return schema;
  }

  /**
   * The record in hand is readable now; that it may have to be fetched again is no reason to stop.
   */
  private void rememberQuietly(int id, EventType type, String text) {
    try {
      var parsed = SchemaText.parse(text);
      memory.remember(
          new RememberedSchema(
              SchemaText.fingerprint(parsed), id, type.subject(), parsed.toString()));
    } catch (RuntimeException e) {
      LOG.warn("schema id {} could not be remembered: {}", id, e.toString());
    }
  }

  private static WriterSchema readable(int id, String text) {
    try {
      var writer = SchemaText.parse(text);
      return EventType.named(writer.getFullName())
          .<WriterSchema>map(type -> reader(type, writer))
          .orElseGet(() -> new Unreadable("no event of this build: " + writer.getFullName()));
    } catch (AvroRuntimeException | StackOverflowError e) {
      return new Unreadable("schema id " + id + " cannot be used: " + e.getMessage());
    }
  }

  /** The generated class's own model knows the conversions, also those inside unions. */
  private static Resolved reader(EventType type, Schema writer) {
    var model = SpecificData.getForSchema(type.record());
    try {
      var reader =
          new FastReaderBuilder(model).<SpecificRecord>createDatumReader(writer, type.record());
      return new Resolved(type, reader);
    } catch (IOException e) {
      throw new AvroRuntimeException(e);
    }
  }
}
