package io.loyaltysuite.simulator.rest;

import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.http.Request;
import io.loyaltysuite.simulator.oauth.OAuthServer;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Directory;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.rest.RestAnswer.Done;
import io.loyaltysuite.simulator.rest.RestAnswer.Refused;
import io.loyaltysuite.simulator.time.Schedule;
import io.loyaltysuite.simulator.workflow.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The REST front of one portal.
 *
 * <pre>
 * request ─▶ bucket full? 503 ─▶ portal deleted? 403 ─▶ method unknown? 404 ─▶ auth, scope? 401/403
 *         ─▶ method or batch ─▶ answer out ─▶ background jobs of the hit, one after another
 * </pre>
 */
public final class RestFront {

  private final PortalState portal;
  private final Engine engine;
  private final Clock clock;
  private final Gatekeeper gatekeeper;
  private final CallLog log;
  private final Methods methods = new Methods();
  private final Ambushes ambushes = new Ambushes();
  private final Map<String, LeakyBucket> buckets = new ConcurrentHashMap<>();
  private volatile Disturbance disturbance = Disturbance.NONE;
  private volatile Instant uninstallKnown = Instant.MAX;

  /**
   * The front of the portal.
   *
   * @param portal whose front it is
   * @param engine its workflows
   * @param directory applications of the OAuth server
   * @param oauth knows the tokens
   * @param clock the portal's clock
   * @param kept how many calls are remembered
   */
  public RestFront(
      PortalState portal,
      Engine engine,
      Directory directory,
      OAuthServer oauth,
      Clock clock,
      int kept) {
    this.portal = portal;
    this.engine = engine;
    this.clock = clock;
    this.gatekeeper = new Gatekeeper(directory, oauth, clock);
    this.log = new CallLog(kept);
  }

  /** Answers the request for what stands behind {@code /rest/} in its path. */
  public Answer handle(Request request, String path) {
    log.arrive();
    Instant now = clock.instant();
    String[] segments = path.replaceFirst("/$", "").split("/", -1);
    String method = segments[segments.length - 1].replaceFirst("\\.json$", "");
    Disturbance spoiling =
        ambushes
            .strike(request, method)
            .orElseGet(() -> disturbance.strikes() ? disturbance : Disturbance.NONE);
    if (spoiling.share() > 0 && !spoiling.effect()) {
      return spoiling.answer();
    }
    Schedule.pause(portal.settings().behaviour().restLatency().pick());
    var hit = new Hit(engine.newHit());
    RestAnswer answer = answer(request, segments, method, hit, now);
    note(request, method, answer, now);
    if (spoiling.share() > 0) {
      return spoiling.answer().then(hit::runJobs);
    }
    return switch (answer) {
      case Done done -> {
        Map<String, Object> time =
            Envelope.time(
                now, clock.instant(), portal.settings().zone(), !method.equalsIgnoreCase("batch"));
        yield Answer.json(200, Envelope.of(done, time)).then(hit::runJobs);
      }
      case Refused refused ->
          Answer.error(refused.status(), refused.error(), refused.description());
    };
  }

  private RestAnswer answer(
      Request request, String[] segments, String method, Hit hit, Instant now) {
    var bucket = buckets.computeIfAbsent(request.source(), _ -> new LeakyBucket(System.nanoTime()));
    if (!bucket.admits(portal.settings().rateLimit(), System.nanoTime())) {
      return new Refused(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
    }
    if (portal.closure() == PortalState.Closure.DELETED) {
      return new Refused(403, "PORTAL_DELETED", "Portal was deleted");
    }
    if (!methods.exists(method)) {
      return new Refused(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    }
    Admission admission =
        segments.length == 3
            ? Gatekeeper.inbound(portal, request, segments[0], segments[1])
            : gatekeeper.admit(portal, Gatekeeper.token(request));
    return switch (admission) {
      case Refused refused -> refused;
      case Session session ->
          call(new Call(hit, portal, engine, session, parameters(request), now), method);
    };
  }

  private RestAnswer call(Call call, String name) {
    Optional<Method> method = methods.find(name);
    return method.isPresent() ? method.get().call(call) : new Batch(methods, clock).run(call);
  }

  private static Map<String, Object> parameters(Request request) {
    var parameters = new LinkedHashMap<>(request.parameters());
    parameters.remove("auth");
    parameters.remove("access_token");
    parameters.remove("bx24_request_id");
    return Php.upperKeys(parameters);
  }

  private void note(Request request, String method, RestAnswer answer, Instant now) {
    String token = Gatekeeper.token(request);
    int commands =
        Php.array(Php.upperKeys(request.parameters()).get("CMD")).map(Map::size).orElse(1);
    log.add(
        new RestCall(
            now,
            method,
            commands,
            answer instanceof Refused refused ? refused.status() : 200,
            answer instanceof Refused refused ? refused.error() : "",
            request.source(),
            request.contentType(),
            request.query().containsKey("auth") || request.query().containsKey("access_token"),
            uninstallKnown.isBefore(now) && gatekeeper.uninstalled(portal, token, uninstallKnown)));
  }

  /** What spoils requests from now on. */
  public void disturb(Disturbance changed) {
    disturbance = changed;
  }

  /** What spoils the next requests that call this method, alone or within a batch. */
  public void disturbNext(String method, Disturbance disturbed, int times) {
    ambushes.lay(method, disturbed, times);
  }

  /** From this instant calls of uninstalled applications are held against them. */
  public void uninstallKnown(Instant since) {
    uninstallKnown = since;
  }

  /** Everything that was called, counted and in part remembered. */
  public CallLog log() {
    return log;
  }
}
