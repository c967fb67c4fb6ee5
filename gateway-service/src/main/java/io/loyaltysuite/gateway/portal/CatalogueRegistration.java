package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.activity.Registration;
import io.loyaltysuite.gateway.activity.Registration.Entry;
import io.loyaltysuite.gateway.activity.Registration.Kind;
import io.loyaltysuite.gateway.config.GatewayProperties;
import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.schemas.Ids;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a portal know the catalogue as it is today, every activity also as a robot; doing it twice
 * changes nothing. What a portal has beyond the catalogue stays: a step without its activity fails,
 * a call of an activity that we no longer have is at least answered.
 *
 * <pre>
 *   list both kinds ─▶ same catalogue as registered last? ─yes─▶ add what is missing
 *                                     └─no─▶ add what is missing, update the rest
 * </pre>
 */
@Component
class CatalogueRegistration {
  private static final String WEBHOOK = "/b24/webhook";
  private static final String ALREADY_INSTALLED = "error_activity_already_installed";

  /** A plan may have processes without automation rules, or the other way round. */
  private static final String NOT_OFFERED = "error_method_not_found";

  /** Entries in one request; a portal works on them one after the other and within a minute. */
  private static final int AT_ONCE = 20;

  private final PortalCalls calls;
  private final GatewayProperties gateway;
  private final JsonMapper json = JsonMapper.shared();

  CatalogueRegistration(PortalCalls calls, GatewayProperties gateway) {
    this.calls = calls;
    this.gateway = gateway;
  }

  /**
   * What came of it.
   *
   * @param answer the first that failed, or the last
   * @param missing entries that the portal did not have
   * @param written entries that were added or updated
   */
  record Outcome(PortalAnswer answer, int missing, int written) {
    boolean done() {
      return answer instanceof Done;
    }
  }

  /** Names the catalogue of today as this portal would get it. */
  String fingerprint(Access access) {
    return Ids.sha256(json.writeValueAsString(catalogue(access)));
  }

  /**
   * Lists and registers, as the turn's next requests, the first of which must be admitted already.
   *
   * @param known the fingerprint that was registered last
   */
  Outcome register(Turn turn, Access access, String known) throws InterruptedException {
    var lists = new LinkedHashMap<String, String>();
    for (Kind kind : Kind.values()) {
      lists.put(key(kind), BatchCommand.command(kind.method("list"), Map.of()));
    }
    var listed = calls.batch(turn, lists);
    var installed = new HashSet<String>();
    var offered = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      var answer = answer(listed, key(kind));
      if (answer instanceof Done(var codes)) {
        offered.add(kind);
        installed.addAll(texts(codes));
      } else if (!answer.wire().error().equals(NOT_OFFERED)) {
        return new Outcome(answer, 0, 0);
      }
    }
    var catalogue = catalogue(access).stream().filter(e -> offered.contains(e.kind())).toList();
    int missing = (int) catalogue.stream().filter(e -> !installed.contains(e.code())).count();
    boolean same = known.equals(fingerprint(access));
    var wanted = catalogue.stream().filter(e -> !same || !installed.contains(e.code())).toList();
    return write(turn, wanted, installed, missing);
  }

  private Outcome write(Turn turn, List<Entry> wanted, Set<String> installed, int missing)
      throws InterruptedException {
    PortalAnswer last = new Done(json.nullNode());
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE));
      last = write(turn, some, installed);
      if (!(last instanceof Done)) {
        return new Outcome(last, missing, from);
      }
    }
    return new Outcome(last, missing, wanted.size());
  }

  /** Somebody may have registered meanwhile: what is there already is updated instead. */
  private PortalAnswer write(Turn turn, List<Entry> entries, Set<String> installed)
      throws InterruptedException {
    var answers = send(turn, entries, installed);
    var there = new ArrayList<Entry>();
    for (Entry entry : entries) {
      var answer = answer(answers, entry.code());
      if (answer.wire().error().equals(ALREADY_INSTALLED)) {
        there.add(entry);
      } else if (!(answer instanceof Done)) {
        return answer;
      }
    }
    if (there.isEmpty()) {
      return new Done(json.nullNode());
    }
    var codes = new HashSet<String>();
    there.forEach(entry -> codes.add(entry.code()));
    return send(turn, there, codes).values().stream()
        .filter(answer -> !(answer instanceof Done))
        .findFirst()
        .orElseGet(() -> new Done(json.nullNode()));
  }

  private Map<String, PortalAnswer> send(Turn turn, List<Entry> entries, Set<String> installed)
      throws InterruptedException {
    var commands = new LinkedHashMap<String, String>();
    for (Entry entry : entries) {
      commands.put(entry.code(), command(entry, installed.contains(entry.code())));
    }
    turn.admit(1, calls.timeLimit());
    return calls.batch(turn, commands);
  }

  private static String command(Entry entry, boolean installed) {
    if (!installed) {
      return BatchCommand.command(entry.kind().method("add"), entry.parameters());
    }
    var fields = new LinkedHashMap<>(entry.parameters());
    fields.remove("CODE");
    return BatchCommand.command(
        entry.kind().method("update"), Map.of("CODE", entry.code(), "FIELDS", fields));
  }

  private static PortalAnswer answer(Map<String, PortalAnswer> answers, String key) {
    var answer = answers.get(key);
    if (answer == null) {
      throw new IllegalStateException("no answer to " + key);
    }
    return answer;
  }

  private List<Entry> catalogue(Access access) {
    var handler = URI.create(gateway.publicUrl() + WEBHOOK);
    return Registration.catalogue(handler, userId(access), access.language());
  }

  /** Calls run as the installing administrator; a portal without one calls without tokens. */
  private static long userId(Access access) {
    return access.userId().matches("\\d{1,18}") ? Long.parseLong(access.userId()) : 0;
  }

  private static String key(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(node -> texts.add(node.asString("")));
    return texts;
  }
}
