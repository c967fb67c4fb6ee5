package io.loyaltysuite.schemas;

import io.loyaltysuite.schemas.RegistryAnswer.Away;
import io.loyaltysuite.schemas.RegistryAnswer.Known;
import io.loyaltysuite.schemas.RegistryAnswer.Missing;
import io.loyaltysuite.schemas.RegistryAnswer.Refused;
import io.loyaltysuite.schemas.RegistryAnswer.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets an id for every schema of this build.
 *
 * <pre>
 *   look up ──known──▶ same as remembered? ──yes──▶ remember
 *     │  │                   └──no──▶ SchemaMismatch
 *     │  └missing─▶ register (when allowed and never had an id) ──refused──▶ SchemaMismatch
 *     └──away──▶ all remembered? ──yes──▶ run on remembered ids, one warning
 *                      └──no──▶ RegistryUnavailable
 * </pre>
 */
final class Enrolment {

  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

  private final RegistryClient registry;
  private final SchemaMemory memory;
  private final boolean register;

  Enrolment(RegistryClient registry, SchemaMemory memory, boolean register) {
    this.registry = registry;
    this.memory = memory;
    this.register = register;
  }

  Map<EventType, Integer> enrol() {
    var remembered = memory.all();
    var ids = new EnumMap<EventType, Integer>(EventType.class);
    for (var type : EventType.values()) {
      var answer = ask(type, remembered);
      if (answer instanceof Away(var cause)) {
        return rememberedIds(remembered, cause);
      }
      int id = idOf(type, answer);
      var current = type.withId(id);
      SchemaComparison.requireSame(remembered, current);
      memory.remember(current);
      ids.put(type, id);
    }
    return ids;
  }

  private RegistryAnswer ask(EventType type, List<RememberedSchema> remembered) {
    var answer = registry.lookUp(type.subject(), type.published());
    if (!(answer instanceof Missing) || !register) {
      return answer;
    }
    SchemaComparison.requireNew(remembered, type, registry.address());
    return registerOnce(type);
  }

  /** Services start together: a registration that failed may have lost to an equal one. */
  private RegistryAnswer registerOnce(EventType type) {
    var answer = registry.register(type.subject(), type.published());
    if (answer instanceof Known) {
      return answer;
    }
    var second = registry.lookUp(type.subject(), type.published());
    return second instanceof Known ? second : answer;
  }

  private int idOf(EventType type, RegistryAnswer answer) {
    var subject = "subject " + type.subject() + " at " + registry.address() + ": ";
    return switch (answer) {
      case Known(var id) -> id;
      case Missing(var words) ->
          throw new SchemaMismatch(
              subject
                  + "this build's schema is not registered ("
                  + words
                  + "), registration is off");
      case Refused refused when refused.incompatible() ->
          throw new SchemaMismatch(
              subject + "the registry calls this build's schema incompatible: " + refused.words());
      case Refused(var status, var words) ->
          throw new SchemaMismatch(subject + "the registry refused (" + status + "): " + words);
      case Text _, Away _ -> throw new IllegalStateException(subject + "unexpected " + answer);
    };
  }

  private Map<EventType, Integer> rememberedIds(List<RememberedSchema> remembered, String cause) {
    var ids = new EnumMap<EventType, Integer>(EventType.class);
    for (var type : EventType.values()) {
      var fingerprint = SchemaText.fingerprint(type.published());
      int id =
          remembered.stream()
              .filter(schema -> schema.fingerprint().equals(fingerprint))
              .findAny()
              .orElseThrow(
                  () ->
                      new RegistryUnavailable(
                          "no id remembered for " + type.subject() + ", registry away: " + cause))
              .id();
      ids.put(type, id);
    }
    LOG.warn("registry away, running on remembered schema ids: {}", cause);
    return ids;
  }
}
