package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.oauth.OAuthServer;
import io.loyaltysuite.simulator.oauth.RefreshRecord;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.php.PhpForm;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.Deal;
import io.loyaltysuite.simulator.portal.Directory;
import io.loyaltysuite.simulator.portal.EventToken;
import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.rest.CallLog;
import io.loyaltysuite.simulator.rest.RestFront;
import io.loyaltysuite.simulator.time.Schedule;
import io.loyaltysuite.simulator.webhook.Courier;
import io.loyaltysuite.simulator.webhook.Poster;
import io.loyaltysuite.simulator.webhook.SentWebhook;
import io.loyaltysuite.simulator.workflow.BusinessProcess;
import io.loyaltysuite.simulator.workflow.Document;
import io.loyaltysuite.simulator.workflow.Engine;
import io.loyaltysuite.simulator.workflow.Tally;
import io.loyaltysuite.simulator.workflow.Workflow;
import io.loyaltysuite.simulator.workflow.WorkflowView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One simulated portal: what its administrator does, what its processes do, and the evidence of
 * both.
 */
public final class Portal {

  private static final long UNINSTALL_GRACE_SECONDS = 2;

  private final PortalState state;
  private final Directory directory;
  private final OAuthServer oauth;
  private final Clock clock;
  private final Courier courier;
  private final Engine engine;
  private final RestFront rest;
  private final Map<String, AppFrame> frames = new ConcurrentHashMap<>();

  Portal(
      PortalState state,
      Directory directory,
      OAuthServer oauth,
      Clock clock,
      Schedule schedule,
      Poster poster,
      int kept) {
    this.state = state;
    this.directory = directory;
    this.oauth = oauth;
    this.clock = clock;
    this.courier = new Courier(state, oauth, clock, schedule, poster, kept);
    this.engine = new Engine(state, clock, schedule, courier::send);
    this.rest = new RestFront(state, engine, directory, oauth, clock, kept);
  }

  /** Name in the portal's path. */
  public String name() {
    return state.settings().name();
  }

  /** Tenant key. */
  public String memberId() {
    return state.settings().memberId();
  }

  /** REST base with a slash at its end. */
  public String clientEndpoint() {
    return state.clientEndpoint();
  }

  /** Changes settings from now on; name and member id stay. */
  public void change(UnaryOperator<PortalSettings> change) {
    state.settings(change.apply(state.settings()));
  }

  /** Users, licence, tokens: the portal's inner state. */
  public PortalState state() {
    return state;
  }

  /**
   * Installs the application by the silent flow: the stage is done when its handler answered
   * ONAPPINSTALL (protocol 6.5, 6.6). Installing again is a re-installation: activities are gone,
   * the application token stays.
   */
  public CompletableFuture<SentWebhook> install(Application application) {
    directory.publish(application);
    rest.uninstallKnown(Instant.MAX);
    return courier.event(
        state.install(application, administrator(), false), "ONAPPINSTALL", installed(application));
  }

  /**
   * Opens the application's page in a frame, as this user; an application that is not installed yet
   * becomes so, unfinished until the page says that it is done. No event is sent (protocol 6.6).
   *
   * @param page address from the application's card
   * @param complete whether the portal is new enough to tell the application token, the scope and
   *     the authorization server
   */
  public AppFrame openFrame(Application application, URI page, int userId, boolean complete) {
    directory.publish(application);
    var known = state.installation(application.clientId());
    var installed = known.orElseGet(() -> state.install(application, administrator(), false));
    var sid = UUID.randomUUID().toString().replace("-", "");
    var endpoint = URI.create(clientEndpoint());
    var query = new LinkedHashMap<String, Object>();
    query.put("DOMAIN", endpoint.getAuthority());
    query.put("PROTOCOL", endpoint.getScheme().equals("https") ? 1 : 0);
    query.put("LANG", state.settings().language());
    query.put("APP_SID", sid);
    var frame =
        new AppFrame(
            sid,
            URI.create(clientEndpoint().replaceFirst("/rest/$", AppFrame.PATH + sid)),
            URI.create(page + "?" + PhpForm.encode(query)),
            PhpForm.encode(frameForm(installed, userId, complete)),
            new CompletableFuture<>());
    frames.put(sid, frame);
    return frame;
  }

  private Map<String, Object> frameForm(Installation installed, int userId, boolean complete) {
    var granted = oauth.grant(state, installed, userId, state.settings().domain());
    var form = new LinkedHashMap<String, Object>();
    form.put("AUTH_ID", granted.get("access_token"));
    form.put("AUTH_EXPIRES", granted.get("expires_in"));
    form.put("REFRESH_ID", granted.get("refresh_token"));
    if (complete) {
      form.put("SERVER_ENDPOINT", granted.get("server_endpoint"));
      form.put("APPLICATION_TOKEN", installed.applicationToken());
      form.put("APPLICATION_SCOPE", granted.get("scope"));
    }
    form.put("member_id", memberId());
    form.put("status", granted.get("status"));
    form.put("PLACEMENT", "DEFAULT");
    return form;
  }

  /** A page or message of a frame; {@code path} is what follows {@code /frame/}. */
  Answer frame(String path) {
    var frame = frames.get(path.replaceFirst("/finish$", ""));
    if (frame == null) {
      return Answer.text(404, "text/html", "<h1>Page not found</h1>");
    }
    if (path.endsWith("/finish")) {
      frame.finished().complete(null);
      return Answer.text(200, "text/plain", "finished");
    }
    return frame.shown(name());
  }

  /**
   * Tells the application of its installation once more, as the portal does for those that asked.
   */
  public CompletableFuture<SentWebhook> announceInstallation(String clientId) {
    var known = installation(clientId);
    return courier.event(known, "ONAPPINSTALL", installed(known.application()));
  }

  private int administrator() {
    return state.settings().users().stream()
        .filter(user -> user.admin())
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Map<String, Object> installed(Application application) {
    var data = new LinkedHashMap<String, Object>();
    data.put("VERSION", application.version());
    data.put("ACTIVE", "Y");
    data.put("INSTALLED", "Y");
    data.put("LANGUAGE_ID", state.settings().language());
    return data;
  }

  /**
   * Updates the application: all its activities are deleted, its application token may change
   * (protocol 7.4).
   */
  public CompletableFuture<SentWebhook> update(
      Application newVersion, boolean newApplicationToken) {
    int previous = installation(newVersion.clientId()).application().version();
    directory.publish(newVersion);
    Installation updated = state.install(newVersion, administrator(), newApplicationToken);
    var data = new LinkedHashMap<String, Object>();
    data.put("VERSION", newVersion.version());
    data.put("PREVIOUS_VERSION", previous);
    data.put("LANGUAGE_ID", state.settings().language());
    return courier.event(updated, "ONAPPUPDATE", data);
  }

  /**
   * Uninstalls the application: its tokens and activities are gone at once; {@code clean} asks it
   * to delete its data.
   */
  public CompletableFuture<SentWebhook> uninstall(String clientId, boolean clean) {
    Installation removed = state.uninstall(clientId, clock.instant());
    if (removed == null) {
      throw new IllegalStateException("not installed: " + clientId);
    }
    var data = new LinkedHashMap<String, Object>();
    data.put("LANGUAGE_ID", state.settings().language());
    data.put("CLEAN", clean ? 1 : 0);
    return courier
        .farewell(removed, "ONAPPUNINSTALL", data)
        .whenComplete(
            (sent, _) -> {
              if (sent != null && sent.delivered()) {
                rest.uninstallKnown(clock.instant().plusSeconds(UNINSTALL_GRACE_SECONDS));
              }
            });
  }

  /**
   * What the installed application is given when this user opens its page: a fresh access token and
   * what goes with it, under the names of a webhook's {@code auth} (protocol 1.7).
   */
  public Map<String, Object> authorize(String clientId, int userId) {
    return oauth.grant(state, installation(clientId), userId, state.settings().domain());
  }

  /** The installed application. */
  public Installation installation(String clientId) {
    return state
        .installation(clientId)
        .orElseThrow(() -> new IllegalStateException("not installed: " + clientId));
  }

  /** Activities and robots of all installed applications. */
  public List<ActivityDefinition> activities() {
    return state.installations().stream()
        .flatMap(installed -> installed.activities().stream())
        .toList();
  }

  /**
   * Waits until every activity of the process is registered: an application registers them some
   * time after its installation.
   *
   * @return codes that are still missing when the time is over; empty when the process can start
   */
  public Set<String> awaitActivities(BusinessProcess process, Duration atMost) {
    Instant end = clock.instant().plus(atMost);
    Set<String> missing = missing(process);
    while (!missing.isEmpty()
        && clock.instant().isBefore(end)
        && !Thread.currentThread().isInterrupted()) {
      Schedule.pause(Duration.ofMillis(20));
      missing = missing(process);
    }
    return missing;
  }

  private Set<String> missing(BusinessProcess process) {
    return process.codes().stream()
        .filter(code -> state.activity(code).isEmpty())
        .collect(Collectors.toSet());
  }

  /**
   * Ends the life of all access and refresh tokens' access part: the next call gets {@code
   * expired_token}.
   */
  public void expireTokens(String clientId) {
    state.killTokens(clientId);
  }

  /** Starts a process on a document; {@code parameters} are what {@code {=Template:...}} reads. */
  public Workflow start(BusinessProcess process, Document document, Map<String, ?> parameters) {
    return engine.start(process, document, Php.normalMap(parameters));
  }

  /** Starts a process on a deal. */
  public Workflow start(BusinessProcess process) {
    return start(process, Document.deal(4711), Map.of());
  }

  /** Starts a process so many times at a steady rate; returns at once. */
  public Load load(BusinessProcess process, Document document, double perSecond, long count) {
    return Load.begin(this, process, document, perSecond, count);
  }

  /** The workflow of this id, while it is remembered. */
  public Optional<Workflow> workflow(String id) {
    return engine.workflow(id);
  }

  /** Running and remembered workflows, oldest first. */
  public List<WorkflowView> workflows() {
    return engine
        .workflows()
        .map(Workflow::view)
        .sorted(Comparator.comparing(WorkflowView::id))
        .toList();
  }

  /** A genuinely signed event token, for a workflow that need not exist. */
  public String sign(EventToken token) {
    return token.sign(state.eventKey());
  }

  /** Its webhooks: log, raw sending, what goes wrong. */
  public Courier webhooks() {
    return courier;
  }

  /** REST calls it got. */
  public CallLog calls() {
    return rest.log();
  }

  /** Counters of workflows and replies. */
  public Tally tally() {
    return engine.tally();
  }

  /** Refreshes of its tokens. */
  public List<RefreshRecord> refreshes() {
    return oauth.refreshes().stream().filter(refresh -> refresh.portal().equals(name())).toList();
  }

  /** The deal of this number, as it is now. */
  public Deal deal(long id) {
    return state.deals().find(id).orElseThrow(() -> new IllegalArgumentException("no deal " + id));
  }

  /** Puts a deal into its CRM, in the place of the one with its number. */
  public Deal put(Deal deal) {
    state.deals().put(deal);
    return deal;
  }

  /** What spoils the next REST calls of this method, also those within a batch. */
  public void disturbNext(String method, Disturbance disturbance, int times) {
    rest.disturbNext(method, disturbance, times);
  }

  /** What spoils its REST calls from now on. */
  public void disturb(Disturbance disturbance) {
    rest.disturb(disturbance);
  }

  RestFront rest() {
    return rest;
  }

  /** Promises broken so far; complete when nothing is under way (protocol 9.9). */
  public List<Violation> violations() {
    return Promises.broken(engine, courier.log(), calls(), refreshes());
  }
}
