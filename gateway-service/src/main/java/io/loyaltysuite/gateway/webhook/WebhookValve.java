package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.security.Routes;
import io.loyaltysuite.gateway.security.SafeHeaders;
import io.loyaltysuite.gateway.spool.Patience;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ContinueResponseTiming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address portals post to, before the container's filters and servlets: none of them has
 * anything to say about a webhook. Reads the body itself, so that no container parses it. Its
 * thread is a virtual one, so that waiting for Kafka holds none of the machine's.
 */
final class WebhookValve extends ValveBase {
  private static final Logger log = LoggerFactory.getLogger(WebhookValve.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Intake intake;
  private final Room room;
  private final Sources sources;
  private final Patience<Answer> patience;
  private final WebhookMetrics metrics;
  private final InstantSource clock;
  private final int maxBody;

  WebhookValve(
      Intake intake,
      Room room,
      Sources sources,
      Patience<Answer> patience,
      WebhookProperties properties,
      WebhookMetrics metrics,
      InstantSource clock) {
    super(true);
    this.intake = intake;
    this.room = room;
    this.sources = sources;
    this.patience = patience;
    this.metrics = metrics;
    this.clock = clock;
    this.maxBody = Math.toIntExact(properties.maxBody().toBytes());
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getDecodedRequestURIMB().equals(Routes.WEBHOOK)) {
      serve(request, response);
    } else {
      getNext().invoke(request, response);
    }
  }

  /** The place is free again when the answer was written, or when there is nobody to answer. */
  private void serve(Request request, Response response) throws IOException {
    long started = System.nanoTime();
    metrics.arrived();
    var refused = refusedByItsHead(request);
    if (refused != null) {
      finish(request, response, refused, started);
      return;
    }
    var place = room.enter();
    if (place.isEmpty()) {
      finish(request, response, Answer.UNAVAILABLE, started);
      return;
    }
    try (var held = place.get()) {
      finish(request, response, answer(request, response, held), started);
    }
  }

  private @Nullable Answer refusedByItsHead(Request request) {
    if (!sources.allow(request.getRemoteAddr())) {
      return Answer.FOREIGN_ADDRESS;
    }
    if (!"POST".equals(request.getMethod())) {
      return Answer.WRONG_METHOD;
    }
    if (!isForm(request.getContentType())) {
      return Answer.WRONG_CONTENT_TYPE;
    }
    return request.getContentLengthLong() > maxBody ? Answer.TOO_LARGE : null;
  }

  private static boolean isForm(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return FORM.equals(type.strip().toLowerCase(Locale.ROOT));
  }

  private Answer answer(Request request, Response response, Room.Place place) throws IOException {
    return switch (read(request, response, place)) {
      case Room.Body.Refused(var answer) -> answer;
      case Room.Body.Whole(var body) -> {
        metrics.received(body.length);
        yield take(body, request);
      }
    };
  }

  private Room.Body read(Request request, Response response, Room.Place place) throws IOException {
    try {
      response.sendAcknowledgement(ContinueResponseTiming.IMMEDIATELY);
      return place.read(request.getInputStream(), request.getContentLengthLong());
    } catch (IOException e) {
      metrics.lost();
      throw e;
    }
  }

  private Answer take(byte[] body, Request request) {
    try {
      var answer = intake.take(body, request.getHeader("traceparent"), clock.instant());
      return patience.with(answer).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.UNAVAILABLE;
    } catch (ExecutionException | RuntimeException e) {
      log.error("a webhook could not be taken in", e);
      return Answer.FAILED;
    }
  }

  private void finish(Request request, Response response, Answer answer, long started)
      throws IOException {
    metrics.answered(answer, started);
    response.setStatus(answer.status());
    if (answer == Answer.WRONG_METHOD) {
      response.setHeader("Allow", "POST");
    }
    SafeHeaders.add(response, request.isSecure());
    var json = answer.json().getBytes(StandardCharsets.US_ASCII);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
    response.finishResponse();
  }
}
