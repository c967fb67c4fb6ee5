package io.loyaltysuite.simulator.oauth;

import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.http.Request;
import io.loyaltysuite.simulator.oauth.Tokens.Kind;
import io.loyaltysuite.simulator.php.Php;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.Directory;
import io.loyaltysuite.simulator.portal.Installation;
import io.loyaltysuite.simulator.portal.PortalState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OAuth server all portals of a simulator share: it issues tokens, renews them and vouches for
 * installations.
 */
public final class OAuthServer {

  private static final Duration REFRESH_LIFETIME = Duration.ofDays(180);
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(30);
  private static final int KEPT_REFRESHES = 10_000;

  private final Directory directory;
  private final Tokens tokens;
  private final Clock clock;
  private final URI base;
  private final Map<String, Instant> codes = new ConcurrentHashMap<>();
  private final Set<String> usedTokens = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> renewed = new ConcurrentHashMap<>();
  private final Deque<RefreshRecord> refreshes = new ArrayDeque<>();

  /**
   * A server without memory of tokens.
   *
   * @param directory portals and applications it knows
   * @param secret what its signatures derive from
   * @param clock its clock
   * @param base address of the simulator, without a slash at its end
   */
  public OAuthServer(Directory directory, String secret, Clock clock, URI base) {
    this.directory = directory;
    this.tokens = new Tokens(secret + ":oauth");
    this.clock = clock;
    this.base = base;
  }

  /** What an access token says; empty for a forged one. */
  public Optional<TokenFacts> read(String accessToken) {
    return tokens.read(Kind.ACCESS, accessToken);
  }

  /**
   * Whether tokens of these facts are past their time, by the clock or because the portal ended
   * them.
   */
  public boolean expired(TokenFacts facts, PortalState portal, String clientId) {
    return !facts.expires().isAfter(clock.instant())
        || facts.generation() < portal.generation(clientId);
  }

  /**
   * The token part of an {@code auth} block or of the token endpoint's answer, in the captured
   * order (protocol 1.7).
   */
  public Map<String, Object> grant(
      PortalState portal, Installation installation, int userId, String domain) {
    Application application = installation.application();
    Instant expires = clock.instant().plus(portal.settings().tokenLifetime());
    var block = new LinkedHashMap<String, Object>();
    block.put(
        "access_token", tokens.issue(Kind.ACCESS, facts(portal, application, userId, expires)));
    block.put("expires", expires.getEpochSecond());
    block.put("expires_in", portal.settings().tokenLifetime().toSeconds());
    block.put("scope", application.scopeText());
    block.put("domain", domain);
    block.put("server_endpoint", portal.serverEndpoint());
    block.put("status", application.status());
    block.put("client_endpoint", portal.clientEndpoint());
    block.put("member_id", portal.settings().memberId());
    block.put("user_id", userId);
    Instant refreshable = clock.instant().plus(REFRESH_LIFETIME);
    block.put(
        "refresh_token",
        tokens.issue(Kind.REFRESH, facts(portal, application, userId, refreshable)));
    return block;
  }

  private static TokenFacts facts(
      PortalState portal, Application application, int userId, Instant expires) {
    return new TokenFacts(
        expires,
        application.number(),
        portal.number(),
        userId,
        portal.generation(application.clientId()));
  }

  /** A code for the authorization-code flow (protocol 6.2); it lives 30 seconds and works once. */
  public String code(PortalState portal, Installation installation, int userId) {
    Instant expires = clock.instant().plus(CODE_LIFETIME);
    String code =
        tokens.issue(Kind.REFRESH, facts(portal, installation.application(), userId, expires));
    codes.put(code, expires);
    return code;
  }

  /**
   * {@code /oauth/token/}: parameters come from the query only, as the old server read them
   * (protocol 6.3).
   */
  public Answer token(Request request) {
    Map<String, Object> query = request.query();
    String clientId = Php.text(query.get("client_id"));
    Optional<Application> application = directory.application(clientId);
    if (clientId.isEmpty()) {
      return Answer.error(400, "unauthorized_client", "");
    }
    if (application
        .filter(known -> known.clientSecret().equals(Php.text(query.get("client_secret"))))
        .isEmpty()) {
      return Answer.error(400, "invalid_client", "Client authentication failed");
    }
    return switch (Php.text(query.get("grant_type"))) {
      case "refresh_token" -> refresh(application.get(), Php.text(query.get("refresh_token")));
      case "authorization_code" -> exchange(application.get(), Php.text(query.get("code")));
      case "" ->
          Answer.error(400, "invalid_request", "Invalid grant_type parameter or parameter missing");
      default -> Answer.error(400, "unsupported_grant_type", "");
    };
  }

  private Answer refresh(Application application, String token) {
    if (token.isEmpty()) {
      return Answer.error(400, "invalid_request", "No \"refresh_token\" parameter found");
    }
    Optional<TokenFacts> facts =
        tokens
            .read(Kind.REFRESH, token)
            .filter(found -> found.application() == application.number());
    if (facts.isEmpty() || codes.containsKey(token)) {
      return Answer.error(400, "invalid_grant", "The refresh token is invalid");
    }
    if (!facts.get().expires().isAfter(clock.instant())) {
      return Answer.error(401, "expired_token", "The refresh token provided has expired.");
    }
    Optional<PortalState> portal = directory.portal(facts.get().portal());
    if (portal.isPresent()
        && portal.get().settings().rotatingRefreshTokens()
        && !usedTokens.add(token)) {
      return Answer.error(400, "invalid_grant", "The refresh token is invalid");
    }
    return renew(application, facts.get(), portal);
  }

  private Answer exchange(Application application, String code) {
    if (code.isEmpty()) {
      return Answer.error(400, "invalid_request", "No \"code\" parameter found");
    }
    Optional<TokenFacts> facts =
        tokens
            .read(Kind.REFRESH, code)
            .filter(found -> found.application() == application.number());
    Instant expires = codes.remove(code);
    if (facts.isEmpty() || expires == null || !expires.isAfter(clock.instant())) {
      return Answer.error(400, "invalid_grant", "The authorization code is invalid or expired");
    }
    return renew(application, facts.get(), directory.portal(facts.get().portal()));
  }

  private Answer renew(Application application, TokenFacts facts, Optional<PortalState> portal) {
    if (portal.isEmpty() || portal.get().closure() == PortalState.Closure.DELETED) {
      return Answer.error(404, "portal_not_found", "Portal not found");
    }
    if (portal.get().closure() == PortalState.Closure.UNPAID) {
      return Answer.error(402, "PAYMENT_REQUIRED", "Payment required");
    }
    Optional<Installation> installation = portal.get().installation(application.clientId());
    if (installation.isEmpty()) {
      return Answer.error(400, "invalid_client", "Application not installed");
    }
    note(portal.get(), application.clientId(), facts.user());
    Map<String, Object> granted =
        grant(portal.get(), installation.get(), facts.user(), base.getAuthority());
    return Answer.json(200, granted).with("Cache-Control", "no-store");
  }

  /**
   * A refresh is premature when the tokens of the one before have more than a quarter of their life
   * left.
   */
  private void note(PortalState portal, String clientId, int user) {
    Instant now = clock.instant();
    String owner =
        portal.settings().name() + "/" + clientId + "/" + user + "/" + portal.generation(clientId);
    Instant before = renewed.put(owner, now);
    Duration mostOfLife = portal.settings().tokenLifetime().multipliedBy(3).dividedBy(4);
    boolean premature = before != null && now.isBefore(before.plus(mostOfLife));
    synchronized (refreshes) {
      if (refreshes.size() == KEPT_REFRESHES) {
        refreshes.removeFirst();
      }
      refreshes.add(new RefreshRecord(now, portal.settings().name(), clientId, user, premature));
    }
  }

  /** The latest refreshes, oldest first. */
  public List<RefreshRecord> refreshes() {
    synchronized (refreshes) {
      return List.copyOf(refreshes);
    }
  }

  /** {@code app.info} of the OAuth server: the trusted view of an installation (protocol 6.4). */
  public Answer appInfo(Request request) {
    String token =
        request
            .bearer()
            .orElseGet(
                () ->
                    request.text("auth").isEmpty()
                        ? request.text("access_token")
                        : request.text("auth"));
    Optional<TokenFacts> facts = read(token);
    Optional<PortalState> portal = facts.flatMap(found -> directory.portal(found.portal()));
    Optional<Application> application =
        facts.flatMap(found -> directory.application(found.application()));
    if (portal.isEmpty() || application.isEmpty()) {
      return Answer.error(401, "invalid_token", "Unable to get application by token");
    }
    Optional<Installation> installation = portal.get().installation(application.get().clientId());
    if (installation.isEmpty()) {
      return Answer.error(401, "ERROR_OAUTH", "Application not installed");
    }
    if (expired(facts.get(), portal.get(), application.get().clientId())) {
      return Answer.error(401, "expired_token", "The access token provided has expired.");
    }
    return Answer.json(
        200, Map.of("result", info(facts.get(), portal.get(), installation.get().application())));
  }

  private static Map<String, Object> info(
      TokenFacts facts, PortalState portal, Application application) {
    var install = new LinkedHashMap<String, Object>();
    install.put("installed", true);
    install.put("version", Integer.toString(application.version()));
    install.put("status", application.status());
    install.put("scope", application.scopeText());
    install.put("domain", portal.settings().domain());
    install.put("uri", application.handler().toString());
    install.put("client_endpoint", portal.clientEndpoint());
    install.put("member_id", portal.settings().memberId());
    install.put("member_type", "bitrix24");
    var info = new LinkedHashMap<String, Object>();
    info.put("client_id", application.clientId());
    info.put("scope", application.scopeText());
    info.put("expires", facts.expires().getEpochSecond());
    info.put("install", install);
    return info;
  }
}
