package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.lane.Turn;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.Moved;
import io.loyaltysuite.gateway.portal.PortalAnswer.NotInstalled;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalAnswer.TokenRejected;
import io.loyaltysuite.gateway.portal.PortalAnswer.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks portals, one request of a turn after the other.
 *
 * <pre>
 *   call ─▶ POST ─┬─ answer ───────────────────────────────────────────▶ answer
 *                 ├─ token rejected ─▶ renew once ─▶ POST once more ───▶ answer
 *                 │                        └─ not renewed ─────────────▶ why
 *                 └─ moved ─▶ does app.info say the same? ─▶ POST there ▶ answer
 *                                                └─ no ────────────────▶ moved
 * </pre>
 */
@Component
public class PortalCalls {
  private static final Wire NO_ANSWER = new Wire(200, "no_answer", "not among the batch's answers");

  private final InstallationStore store;
  private final Installations installations;
  private final AuthorizationServer authorization;
  private final PortalHttp http;
  private final PortalProperties properties;
  private final PortalMeters meters;
  private final Audits audits;
  private final TransactionTemplate transaction;
  private final JsonMapper json = JsonMapper.shared();

  PortalCalls(
      InstallationStore store,
      Installations installations,
      AuthorizationServer authorization,
      PortalHttp http,
      PortalProperties properties,
      PortalMeters meters,
      Audits audits,
      TransactionTemplate transaction) {
    this.store = store;
    this.installations = installations;
    this.authorization = authorization;
    this.http = http;
    this.properties = properties;
    this.meters = meters;
    this.audits = audits;
    this.transaction = transaction;
  }

  /** How long one request may take. */
  public Duration timeLimit() {
    return properties.requestTimeout();
  }

  /**
   * Calls a method with the portal's stored tokens, as the turn's next request, which must be
   * admitted already.
   */
  public PortalAnswer call(Turn turn, String method, Object parameters)
      throws InterruptedException {
    var access = store.access(turn.memberId());
    if (access.isEmpty()) {
      return new NotInstalled();
    }
    var answer = asked(turn, access.get(), method, parameters);
    noteStatus(turn, access.get(), answer);
    return answer;
  }

  /**
   * Calls up to fifty methods in one request, in the order of the commands; every command has an
   * answer, that of the whole request when the request failed.
   *
   * @param commands {@link BatchCommand}s by names that are no numbers
   */
  public Map<String, PortalAnswer> batch(Turn turn, SequencedMap<String, String> commands)
      throws InterruptedException {
    return batch(turn, commands, false);
  }

  /**
   * The same, but the portal stops at the first command that fails: those after it have no effect,
   * and no answer of their own. A right that the application lacks for these methods says nothing
   * about the others.
   */
  public Map<String, PortalAnswer> sequence(Turn turn, SequencedMap<String, String> commands)
      throws InterruptedException {
    return batch(turn, commands, true);
  }

  private Map<String, PortalAnswer> batch(
      Turn turn, SequencedMap<String, String> commands, boolean halt) throws InterruptedException {
    var access = store.access(turn.memberId());
    if (access.isEmpty()) {
      return each(commands, _ -> new NotInstalled());
    }
    var whole = asked(turn, access.get(), "batch", Map.of("halt", halt ? 1 : 0, "cmd", commands));
    var answers =
        switch (whole) {
          case Done(var result) -> withoutTariff(each(commands, key -> one(result, key)));
          case Refused(var wire) -> each(commands, _ -> new Faulted(wire));
          case PortalAnswer answer -> each(commands, _ -> answer);
        };
    var lost =
        answers.values().stream()
            .filter(AccessLost.class::isInstance)
            .filter(answer -> !halt || !answer.wire().error().equals("insufficient_scope"))
            .findFirst();
    noteStatus(turn, access.get(), lost.orElse(whole));
    return answers;
  }

  private static SequencedMap<String, PortalAnswer> each(
      SequencedMap<String, String> commands, Function<String, PortalAnswer> answer) {
    var answers = new LinkedHashMap<String, PortalAnswer>();
    commands.keySet().forEach(key -> answers.put(key, answer.apply(key)));
    return answers;
  }

  private static PortalAnswer one(JsonNode result, String key) {
    var error = result.path("result_error").path(key);
    if (error.isObject()) {
      return PortalAnswers.error(200, error);
    }
    var value = result.path("result").path(key);
    return value.isMissingNode() ? new Faulted(NO_ANSWER) : new Done(value);
  }

  /** A portal whose plan lacks processes knows none of their methods. */
  private static SequencedMap<String, PortalAnswer> withoutTariff(
      SequencedMap<String, PortalAnswer> answers) {
    if (!answers.values().stream().allMatch(PortalCalls::isUnknownMethod)) {
      return answers;
    }
    answers.replaceAll((_, answer) -> new AccessLost(answer.wire(), PortalStatus.TARIFF));
    return answers;
  }

  private static boolean isUnknownMethod(PortalAnswer answer) {
    return answer.wire().error().equals("error_method_not_found");
  }

  private PortalAnswer asked(Turn turn, Access access, String method, Object parameters)
      throws InterruptedException {
    long started = System.nanoTime();
    var answer = settled(turn, access, method, json.writeValueAsString(parameters));
    meters.answered(answer, started);
    return isUnknownMethod(answer) && !method.equals("batch")
        ? new AccessLost(answer.wire(), PortalStatus.TARIFF)
        : answer;
  }

  private PortalAnswer settled(Turn turn, Access access, String method, String body)
      throws InterruptedException {
    return switch (post(access, method, body)) {
      case TokenRejected rejected -> renewedAndRepeated(turn, access, rejected, method, body);
      case Moved moved -> followed(turn, access, moved, method, body);
      case PortalAnswer answer -> answer;
    };
  }

  private PortalAnswer renewedAndRepeated(
      Turn turn, Access access, TokenRejected rejected, String method, String body)
      throws InterruptedException {
    var problem = renew(turn, access, rejected);
    if (problem.isPresent()) {
      return problem.get();
    }
    var renewed = store.access(access.memberId());
    if (renewed.isEmpty()) {
      return new NotInstalled();
    }
    turn.admit(1, timeLimit());
    var answer = post(renewed.get(), method, body);
    return answer instanceof TokenRejected again
        ? new AccessLost(again.wire(), PortalStatus.NEEDS_REAUTHORISATION)
        : answer;
  }

  /**
   * Renews the tokens, unless somebody did already. A portal's calls follow one another, so many
   * replies that meet an expired token lead to one renewal. The answer is what went wrong.
   */
  private Optional<PortalAnswer> renew(Turn turn, Access access, TokenRejected rejected)
      throws InterruptedException {
    if (access.refreshToken().isEmpty() || !authorization.trusts(access.serverEndpoint())) {
      return Optional.of(new AccessLost(rejected.wire(), PortalStatus.NEEDS_REAUTHORISATION));
    }
    turn.admit(0, timeLimit());
    var answer = authorization.refresh(access.serverEndpoint(), access.refreshToken());
    meters.renewed(answer);
    if (!(answer instanceof Done(var tokens))) {
      return Optional.of(answer);
    }
    var accessToken = tokens.path("access_token").asString("");
    var refreshToken = tokens.path("refresh_token").asString(access.refreshToken());
    if (accessToken.isEmpty() || !tokens.path("member_id").asString("").equals(access.memberId())) {
      return Optional.of(new Faulted(answer.wire()));
    }
    var endpoint = Endpoints.rest(tokens.path("client_endpoint").asString(""));
    store.renewed(
        access.memberId(), accessToken, refreshToken, endpoint.orElse(access.clientEndpoint()));
    return Optional.empty();
  }

  /** A portal's word alone moves nothing: its token would follow to wherever it points. */
  private PortalAnswer followed(Turn turn, Access access, Moved moved, String method, String body)
      throws InterruptedException {
    if (!authorization.trusts(access.serverEndpoint())) {
      return moved;
    }
    turn.admit(0, timeLimit());
    var info = authorization.appInfo(access.serverEndpoint(), access.accessToken());
    var endpoint =
        info instanceof Done(var result)
            ? Endpoints.rest(result.path("install").path("client_endpoint").asString(""))
            : Optional.<URI>empty();
    if (endpoint.isEmpty() || !Endpoints.covers(endpoint.get(), moved.location())) {
      return moved;
    }
    store.moved(access.memberId(), endpoint.get());
    turn.admit(1, timeLimit());
    return post(access.at(endpoint.get()), method, body);
  }

  private PortalAnswer post(Access access, String method, String body) {
    var uri = access.clientEndpoint().resolve(method);
    return PortalAnswers.read(http.post(uri, access.accessToken(), body, timeLimit()));
  }

  private void noteStatus(Turn turn, Access access, PortalAnswer answer) {
    var status =
        switch (answer) {
          case AccessLost(_, var lost) -> lost;
          case Done _ -> PortalStatus.ACTIVE;
          case PortalAnswer _ -> access.status();
        };
    if (status != access.status()) {
      transaction.executeWithoutResult(_ -> changed(turn, access, status, answer));
      installations.refresh(access.memberId());
    }
  }

  private void changed(Turn turn, Access access, PortalStatus status, PortalAnswer answer) {
    if (store.status(access.memberId(), status)) {
      audits.accepted(
          "portal_status_changed",
          access.memberId(),
          turn.now().toString(),
          turn.now(),
          Map.of(
              "from", access.status().code(),
              "to", status.code(),
              "error", answer.wire().error()));
    }
  }
}
