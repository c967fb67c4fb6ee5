package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.portal.HttpReply.Missing;
import io.loyaltysuite.gateway.portal.HttpReply.Received;
import io.loyaltysuite.gateway.portal.PortalAnswer.AccessLost;
import io.loyaltysuite.gateway.portal.PortalAnswer.Done;
import io.loyaltysuite.gateway.portal.PortalAnswer.FailedLater;
import io.loyaltysuite.gateway.portal.PortalAnswer.Faulted;
import io.loyaltysuite.gateway.portal.PortalAnswer.MethodExhausted;
import io.loyaltysuite.gateway.portal.PortalAnswer.Misconfigured;
import io.loyaltysuite.gateway.portal.PortalAnswer.Moved;
import io.loyaltysuite.gateway.portal.PortalAnswer.Overloaded;
import io.loyaltysuite.gateway.portal.PortalAnswer.Refused;
import io.loyaltysuite.gateway.portal.PortalAnswer.TokenRejected;
import io.loyaltysuite.gateway.portal.PortalAnswer.TooFast;
import io.loyaltysuite.gateway.portal.PortalAnswer.Unreachable;
import io.loyaltysuite.gateway.portal.PortalAnswer.Wire;
import io.loyaltysuite.gateway.portal.PortalAnswer.WorkflowLocked;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns HTTP into {@link PortalAnswer}: the only place that knows the portal's error codes. The
 * {@code error} of the body decides, whatever the status and the letter case.
 */
public final class PortalAnswers {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_DESCRIPTION = 500;

  private PortalAnswers() {}

  static PortalAnswer read(HttpReply reply) {
    return switch (reply) {
      case Missing(var cause) -> new Unreachable(new Wire(0, "", shortened(cause)));
      case Received(var status, _, var location) when REDIRECTS.contains(status) ->
          moved(status, location);
      case Received(var status, var body, _) -> body(status, json(body));
    };
  }

  private static PortalAnswer moved(int status, String location) {
    var wire = new Wire(status, "moved", shortened(location));
    try {
      return new Moved(wire, URI.create(location));
    } catch (IllegalArgumentException notAnAddress) {
      return new Faulted(wire);
    }
  }

  private static PortalAnswer body(int status, @Nullable JsonNode body) {
    if (body != null && body.has("error")) {
      return error(status, body);
    }
    if (body != null && body.isObject() && status < 300) {
      return new Done(body.has("result") ? body.get("result") : body);
    }
    var wire = new Wire(status, "", "no answer of a portal");
    if (status >= 500 || status == 429 || status < 400) {
      return new Faulted(wire);
    }
    return status == 401 ? new TokenRejected(wire) : new Refused(wire);
  }

  /** Reads an object with {@code error}; also one inside {@code result_error} of a batch. */
  public static PortalAnswer error(int status, JsonNode body) {
    var code = body.path("error").asString("").toLowerCase(Locale.ROOT);
    var description = shortened(body.path("error_description").asString(""));
    return error(new Wire(status, code, description), body);
  }

  private static PortalAnswer error(Wire wire, JsonNode body) {
    return switch (wire.error()) {
      case "query_limit_exceeded" -> new TooFast(wire);
      case "operation_time_limit" -> new MethodExhausted(wire, resetAt(body));
      case "method_confirm_waiting" -> new MethodExhausted(wire, null);
      case "overload_limit" -> new Overloaded(wire);
      case "expired_token", "invalid_token" -> new TokenRejected(wire);
      case "user_access_error",
          "authorization_error",
          "application_not_found",
          "error_oauth",
          "insufficient_scope",
          "wrong_auth_type",
          "invalid_credentials",
          "allowed_only_intranet_user" ->
          new AccessLost(wire, PortalStatus.NEEDS_REAUTHORISATION);
      case "payment_required" -> new AccessLost(wire, PortalStatus.UNPAID);
      case "wrong_license" -> new AccessLost(wire, PortalStatus.TARIFF);
      case "access_denied" -> denied(wire);
      case "portal_deleted" -> new AccessLost(wire, PortalStatus.DELETED);
      case "connection_error" -> new Unreachable(wire);
      case "423" -> new WorkflowLocked(wire);
      case "404", "402", "499" -> new Refused(wire);
      case "internal_server_error",
          "error_unexpected_answer",
          "error_core",
          "wrong_encoding",
          "internal_wrong_transport",
          "internal_wrong_handler_class",
          "0" ->
          new Faulted(wire);
      case "" -> wire.httpStatus() >= 500 ? new Faulted(wire) : new FailedLater(wire);
      default -> wire.httpStatus() >= 500 ? new Faulted(wire) : new Refused(wire);
    };
  }

  /** A tariff's refusal and a wrong event token have the same code; only the words differ. */
  private static PortalAnswer denied(Wire wire) {
    var words = wire.description().toLowerCase(Locale.ROOT);
    if (words.contains("commercial plans") || words.contains("by subscription")) {
      return new AccessLost(wire, PortalStatus.TARIFF);
    }
    if (words.contains("can't be authorized")) {
      return new AccessLost(wire, PortalStatus.NEEDS_REAUTHORISATION);
    }
    return new Refused(wire);
  }

  /**
   * The authorization server's token endpoint has codes of its own, and once used 302 for one of
   * them: the body decides before the status. What is no verdict concerns the portal as a whole:
   * without tokens nothing reaches it.
   */
  static PortalAnswer readTokenAnswer(HttpReply reply) {
    return switch (reply) {
      case Missing(var cause) -> new Unreachable(new Wire(0, "", shortened(cause)));
      case Received(var status, var text, _) -> tokenAnswer(status, json(text));
    };
  }

  private static PortalAnswer tokenAnswer(int status, @Nullable JsonNode body) {
    if (body == null || !body.isObject() || (status >= 500 && !body.has("error"))) {
      return new Unreachable(new Wire(status, "", "no answer of an authorization server"));
    }
    if (!body.has("error")) {
      return status < 300
          ? new Done(body)
          : new Unreachable(new Wire(status, "", "neither tokens nor an error"));
    }
    var code = body.path("error").asString("").toLowerCase(Locale.ROOT);
    var words = shortened(body.path("error_description").asString(""));
    var wire = new Wire(status, code, words);
    return switch (code) {
      case "invalid_grant", "bad_verification_code", "expired_token", "invalid_token" ->
          new AccessLost(wire, PortalStatus.NEEDS_REAUTHORISATION);
      case "payment_required" -> new AccessLost(wire, PortalStatus.UNPAID);
      case "overload_limit" -> new Overloaded(wire);
      case "invalid_client",
          "wrong_client",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_request",
          "invalid_scope",
          "insufficient_scope" ->
          new Misconfigured(wire);
      default ->
          isGone(status, wire) ? new AccessLost(wire, PortalStatus.DELETED) : new Unreachable(wire);
    };
  }

  /** The server says in words, or in codes of the day, that it knows no such portal. */
  private static boolean isGone(int status, Wire wire) {
    boolean notFound =
        (wire.error() + " " + wire.description()).toLowerCase(Locale.ROOT).contains("not found");
    return status < 500 && (notFound || wire.error().endsWith("_not_found"));
  }

  private static @Nullable Instant resetAt(JsonNode body) {
    var at = body.path("time").path("operating_reset_at");
    return at.isNumber() ? Instant.ofEpochSecond(at.asLong()) : null;
  }

  private static @Nullable JsonNode json(String body) {
    try {
      return body.isBlank() ? null : JSON.readTree(body);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION) + "…";
  }
}
