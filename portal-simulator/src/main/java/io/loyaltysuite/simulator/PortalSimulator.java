package io.loyaltysuite.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.http.Disturbance;
import io.loyaltysuite.simulator.http.Request;
import io.loyaltysuite.simulator.oauth.OAuthServer;
import io.loyaltysuite.simulator.portal.Directory;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.simulator.portal.PortalState;
import io.loyaltysuite.simulator.time.Schedule;
import io.loyaltysuite.simulator.webhook.Poster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running simulator: portals under {@code /p/NAME/rest/}, their OAuth server under {@code
 * /oauth/token/} and {@code /rest/}, pages that frame applications under {@code /p/NAME/frame/},
 * the control API under {@code /sim/} for this machine only.
 */
public final class PortalSimulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PortalSimulator.class);

  static {
    // The JDK's server answers 40 ms late without this, and reads it once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final SimulatorSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final Schedule schedule = new Schedule();
  private final Directory directory = new Directory();
  private final Map<String, Portal> portals = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final URI base;
  private final OAuthServer oauth;
  private final Poster poster;
  private final ControlApi control;
  private volatile Disturbance disturbance = Disturbance.NONE;

  private PortalSimulator(SimulatorSettings settings) throws IOException {
    this.settings = settings;
    this.server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 1_000);
    this.base = URI.create("http://" + settings.publicHost() + ":" + server.getAddress().getPort());
    this.oauth = new OAuthServer(directory, settings.secret(), clock, base);
    this.poster = new Poster(settings.maxParallelWebhooks());
    this.control = new ControlApi(this);
    server.setExecutor(schedule.workers());
    server.createContext("/", this::serve);
  }

  /** Starts a simulator without portals. */
  public static PortalSimulator start(SimulatorSettings settings) {
    try {
      var simulator = new PortalSimulator(settings);
      simulator.server.start();
      return simulator;
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "cannot listen on " + settings.host() + ":" + settings.port(), taken);
    }
  }

  /** Starts a simulator without portals on a free port. */
  public static PortalSimulator start() {
    return start(SimulatorSettings.onFreePort());
  }

  /** Address without a slash at its end; its authority is the OAuth host. */
  public URI base() {
    return base;
  }

  /** A new portal. */
  public Portal portal(PortalSettings portalSettings) {
    var state = new PortalState(portalSettings, settings.secret(), base);
    directory.add(state);
    var portal =
        new Portal(state, directory, oauth, clock, schedule, poster, settings.keptRecords());
    portals.put(portal.name(), portal);
    return portal;
  }

  /**
   * Gives the portal another name: endpoint and domain change, member id and tokens stay. The old
   * address answers 302 with the new one (protocol 3.8).
   */
  public void rename(Portal portal, String newName) {
    if (portals.putIfAbsent(newName, portal) != null) {
      throw new IllegalArgumentException("portal exists: " + newName);
    }
    portal.change(before -> before.renamed(newName));
  }

  /** What spoils requests to the OAuth server from now on. */
  public void disturbOAuth(Disturbance changed) {
    disturbance = changed;
  }

  /** The portal of this name, present or past. */
  public Optional<Portal> find(String name) {
    return Optional.ofNullable(portals.get(name));
  }

  /** All portals. */
  public List<Portal> portals() {
    return portals.values().stream().distinct().toList();
  }

  private void serve(HttpExchange exchange) {
    try (exchange) {
      Answer answer = answer(Request.read(exchange));
      answer.send(exchange);
      answer.after().run();
    } catch (IOException gone) {
      LOG.debug("client went away: {}", gone.toString());
    } catch (RuntimeException bug) {
      LOG.error("request failed: {}", exchange.getRequestURI().getPath(), bug);
    }
  }

  private Answer answer(Request request) {
    String path = request.path();
    if (path.startsWith("/p/")) {
      return portalAnswer(request, path.substring(3));
    }
    if (path.startsWith(AppFrame.LIBRARY_PATH)) {
      return AppFrame.library();
    }
    if (path.startsWith("/sim")) {
      return request.loopback() ? control.answer(request) : Answer.error(403, "loopback only", "");
    }
    Disturbance spoiling = disturbance;
    if (spoiling.strikes() && !spoiling.effect()) {
      return spoiling.answer();
    }
    return switch (path.replaceFirst("/$", "").replaceFirst("\\.json$", "")) {
      case "/oauth/token" -> oauth.token(request);
      case "/rest/app.info" -> oauth.appInfo(request);
      default -> Answer.error(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    };
  }

  private Answer portalAnswer(Request request, String path) {
    int frame = path.indexOf(AppFrame.PATH);
    Optional<Portal> framing = frame < 0 ? Optional.empty() : find(path.substring(0, frame));
    if (framing.isPresent()) {
      return framing.get().frame(path.substring(frame + AppFrame.PATH.length()));
    }
    int rest = path.indexOf("/rest/");
    Optional<Portal> portal = rest < 0 ? Optional.empty() : find(path.substring(0, rest));
    if (portal.isEmpty()) {
      return Answer.text(404, "text/html", "<h1>Portal not found</h1>");
    }
    String method = path.substring(rest + 6);
    return portal.get().name().equals(path.substring(0, rest))
        ? portal.get().rest().handle(request, method)
        : Answer.moved(portal.get().clientEndpoint() + method + request.rawQuery());
  }

  @Override
  public void close() {
    server.stop(0);
    schedule.close();
  }
}
