package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.http.Request;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.ActivityDefinition;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.Deal;
import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.webhook.SentWebhook;
import io.loyaltysuite.simulator.workflow.Verdict;
import io.loyaltysuite.simulator.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP control API under {@code /sim/}: drives a simulator that runs in another process. Bodies
 * and answers are JSON; a mistake is answered 400 with its text, an unknown name 404. {@link
 * #USAGE} is the reference.
 */
final class ControlApi {

  static final String USAGE =
      """
      GET  /sim/portals                          all portals
      POST /sim/portals                          {"name", "prompt", "memberId", "language", "rateLimit", "behaviour", ...}
      GET  /sim/portals/P                        endpoint, installations, counters
      POST /sim/portals/P                        change settings, fields as above
      POST /sim/portals/P/install                {"clientId", "clientSecret", "handler", "scopes", "version"}
      POST /sim/portals/P/update                 the same and {"newApplicationToken": true}
      POST /sim/portals/P/uninstall              {"clientId", "clean": true}
      POST /sim/portals/P/expire-tokens          {"clientId"}
      GET  /sim/portals/P/activities             registered activities and robots
      POST /sim/portals/P/start                  {"process": {"name", "steps": [...]}, "document", "parameters", "count"}
      POST /sim/portals/P/load                   {"process", "document", "perSecond", "count"}; answers when all were started
      GET  /sim/portals/P/workflows[/ID]         workflows with their steps and the evidence of every reply
      POST /sim/portals/P/workflows/ID           {"do": "terminate" | "kill" | "hang" | "lock" | "unlock" | "delete-document"}
      GET  /sim/portals/P/webhooks|calls|sends|refreshes|violations
      POST /sim/portals/P/webhooks               {"handler", "body"}: sends any form body
      POST /sim/portals/P/rename                 {"name"}: the old address answers 302
      POST /sim/portals/P/disturb                {"share", "status", "effect"}: spoils REST calls; status 0 hangs up;
                                                 with {"method", "times"} the next calls of that method only
      GET  /sim/portals/P/deals                  deals of the CRM with their product rows
      POST /sim/portals/P/deals                  {"id", "fields": {...}, "rows": [...]}: puts a deal; what rows leave out is derived
      POST /sim/portals/P/rudeness               {"lose", "duplicate", "duplicateDelayMs", "reducedAuth", "noRefreshToken"}
      """;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final PortalSimulator simulator;
  private final Map<String, BiFunction<Portal, Request, Object>> routes;

  ControlApi(PortalSimulator simulator) {
    this.simulator = simulator;
    this.routes =
        Map.ofEntries(
            Map.entry("GET ", (portal, _) -> view(portal)),
            Map.entry("POST ", ControlApi::change),
            Map.entry(
                "POST install", (portal, request) -> portal.install(application(request)).join()),
            Map.entry("POST update", ControlApi::update),
            Map.entry("POST uninstall", ControlApi::uninstall),
            Map.entry("POST expire-tokens", ControlApi::expireTokens),
            Map.entry(
                "GET activities",
                (portal, _) -> portal.activities().stream().map(ControlApi::activity).toList()),
            Map.entry("POST start", ControlApi::start),
            Map.entry("POST load", ControlApi::load),
            Map.entry("GET workflows", (portal, _) -> portal.workflows()),
            Map.entry("GET webhooks", (portal, _) -> portal.webhooks().log().latest()),
            Map.entry("POST webhooks", ControlApi::raw),
            Map.entry("GET calls", (portal, _) -> portal.calls().latest()),
            Map.entry("GET sends", (portal, _) -> portal.tally().latestSends()),
            Map.entry("GET refreshes", (portal, _) -> portal.refreshes()),
            Map.entry("GET violations", (portal, _) -> portal.violations()),
            Map.entry("POST rename", this::rename),
            Map.entry("POST disturb", ControlApi::disturb),
            Map.entry("GET deals", (portal, _) -> deals(portal)),
            Map.entry("POST deals", ControlApi::putDeal),
            Map.entry("POST rudeness", ControlApi::rudeness));
  }

  /** Answers a request of this machine. */
  Answer answer(Request request) {
    String[] path = request.path().replaceFirst("/$", "").split("/", -1);
    try {
      if (path.length == 2) {
        return Answer.text(200, "text/plain", USAGE);
      }
      if (path.length == 3) {
        return json(
            request.method().equals("POST")
                ? create(request)
                : simulator.portals().stream().map(ControlApi::view).toList());
      }
      Optional<Portal> portal = simulator.find(path[3]);
      return portal.isEmpty() ? notFound(request) : answer(portal.get(), request, path);
    } catch (IllegalArgumentException | IllegalStateException mistake) {
      return Answer.error(400, "mistake", String.valueOf(mistake.getMessage()));
    }
  }

  private Answer answer(Portal portal, Request request, String[] path) {
    String name = path.length > 4 ? path[4] : "";
    if (name.equals("workflows") && path.length == 6) {
      return portal
          .workflow(path[5])
          .map(workflow -> json(workflow(workflow, request)))
          .orElseGet(() -> notFound(request));
    }
    var route = routes.get(request.method() + " " + name);
    return route == null ? notFound(request) : json(route.apply(portal, request));
  }

  private static Answer notFound(Request request) {
    return Answer.error(404, "not_found", request.method() + " " + request.path());
  }

  private static Answer json(Object value) {
    return Answer.text(200, "application/json", MAPPER.writeValueAsString(value));
  }

  private Object create(Request request) {
    var fresh = PortalSettings.named(SettingsForm.required(request.parameters(), "name"));
    return view(simulator.portal(SettingsForm.portal(fresh, request.parameters())));
  }

  private static Object change(Portal portal, Request request) {
    portal.change(settings -> SettingsForm.portal(settings, request.parameters()));
    return view(portal);
  }

  private static Map<String, Object> view(Portal portal) {
    var counters = new LinkedHashMap<String, Object>();
    counters.put("started", portal.tally().startedWorkflows());
    counters.put("ended", portal.tally().endedWorkflows());
    counters.put("waitingSteps", portal.tally().waitingSteps());
    for (Verdict verdict : Verdict.values()) {
      counters.put(verdict.name(), portal.tally().replies(verdict));
    }
    for (SentWebhook.Outcome outcome : SentWebhook.Outcome.values()) {
      counters.put("webhooks_" + outcome.name(), portal.webhooks().log().count(outcome));
    }
    counters.put("calls", portal.calls().calls());
    var view = new LinkedHashMap<String, Object>();
    view.put("name", portal.name());
    view.put("memberId", portal.memberId());
    view.put("domain", portal.state().settings().domain());
    view.put("clientEndpoint", portal.clientEndpoint());
    view.put("serverEndpoint", portal.state().serverEndpoint());
    view.put(
        "installed",
        portal.state().installations().stream().map(ControlApi::installation).toList());
    view.put("counters", counters);
    view.put("errors", portal.calls().errors());
    return view;
  }

  private static Map<String, Object> installation(Installation installation) {
    var view = new LinkedHashMap<String, Object>();
    view.put("clientId", installation.application().clientId());
    view.put("version", installation.application().version());
    view.put("applicationToken", installation.applicationToken());
    view.put(
        "activities", installation.activities().stream().map(ActivityDefinition::code).toList());
    return view;
  }

  private static Map<String, Object> activity(ActivityDefinition activity) {
    var view = new LinkedHashMap<String, Object>();
    view.put("code", activity.code());
    view.put("robot", activity.robot());
    view.put("fields", Php.plainMap(activity.fields()));
    return view;
  }

  private static Application application(Request request) {
    return SettingsForm.application(request.parameters());
  }

  private static Object update(Portal portal, Request request) {
    boolean newToken = Boolean.TRUE.equals(request.parameters().get("newApplicationToken"));
    return portal.update(application(request), newToken).join();
  }

  private static Object uninstall(Portal portal, Request request) {
    boolean clean = Boolean.TRUE.equals(request.parameters().get("clean"));
    return portal.uninstall(SettingsForm.required(request.parameters(), "clientId"), clean).join();
  }

  private static Object expireTokens(Portal portal, Request request) {
    portal.expireTokens(SettingsForm.required(request.parameters(), "clientId"));
    return view(portal);
  }

  private static Object start(Portal portal, Request request) {
    var process = ProcessForm.process(Php.toArray(request.parameters().get("process")));
    var document = ProcessForm.document(Php.toArray(request.parameters().get("document")));
    var parameters = Php.toArray(request.parameters().get("parameters"));
    String count = request.text("count");
    List<String> ids =
        LongStream.range(0, count.isEmpty() ? 1 : Long.parseLong(count))
            .mapToObj(_ -> portal.start(process, document, parameters).id())
            .toList();
    return Map.of("workflows", ids);
  }

  private static Object load(Portal portal, Request request) {
    var process = ProcessForm.process(Php.toArray(request.parameters().get("process")));
    var document = ProcessForm.document(Php.toArray(request.parameters().get("document")));
    double perSecond = Double.parseDouble(SettingsForm.required(request.parameters(), "perSecond"));
    long count = Long.parseLong(SettingsForm.required(request.parameters(), "count"));
    return Map.of("started", portal.load(process, document, perSecond, count).end().join());
  }

  private static Object workflow(Workflow workflow, Request request) {
    if (request.method().equals("POST")) {
      Instant now = Instant.now();
      switch (request.text("do")) {
        case "terminate" -> workflow.terminate("by hand", now);
        case "kill" -> workflow.kill(now);
        case "hang" -> workflow.hang();
        case "lock" -> workflow.lock(now);
        case "unlock" -> workflow.unlock();
        case "delete-document" -> workflow.deleteDocument();
        default -> throw new IllegalArgumentException("do: " + request.text("do"));
      }
    }
    return workflow.view();
  }

  private static Object raw(Portal portal, Request request) {
    return portal
        .webhooks()
        .raw(SettingsForm.required(request.parameters(), "handler"), request.text("body"))
        .join();
  }

  private Object rename(Portal portal, Request request) {
    simulator.rename(portal, SettingsForm.required(request.parameters(), "name"));
    return view(portal);
  }

  private static Object disturb(Portal portal, Request request) {
    Disturbance disturbance = SettingsForm.disturbance(request.parameters());
    if (request.text("method").isEmpty()) {
      portal.disturb(disturbance);
    } else {
      String times = request.text("times");
      portal.disturbNext(
          request.text("method"), disturbance, times.isEmpty() ? 1 : Integer.parseInt(times));
    }
    return disturbance;
  }

  private static Object deals(Portal portal) {
    return portal.state().deals().all().stream().map(ControlApi::deal).toList();
  }

  private static Object deal(Deal deal) {
    return Php.plain(
        Php.normal(Map.of("id", deal.id(), "fields", deal.fields(), "rows", deal.rows())));
  }

  private static Object putDeal(Portal portal, Request request) {
    Deal put = Deal.of(Long.parseLong(SettingsForm.required(request.parameters(), "id")));
    for (var field : Php.toArray(request.parameters().get("fields")).entrySet()) {
      put = put.with(field.getKey(), Php.text(field.getValue()));
    }
    for (Object row : Php.toArray(request.parameters().get("rows")).values()) {
      put = put.withRow(Php.toArray(row));
    }
    return deal(portal.put(put));
  }

  private static Object rudeness(Portal portal, Request request) {
    portal.webhooks().rudeness(SettingsForm.rudeness(request.parameters()));
    return portal.webhooks().rudeness();
  }
}
