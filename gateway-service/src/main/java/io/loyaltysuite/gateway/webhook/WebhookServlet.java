package io.loyaltysuite.gateway.webhook;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address portals post to. Reads the body itself, so that no container parses it, and holds no
 * thread while Kafka works.
 */
final class WebhookServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final transient Intake intake;
  private final transient WebhookMetrics metrics;
  private final transient InstantSource clock;
  private final transient Executor answers;
  private final transient Room room;
  private final transient Sources sources;
  private final int maxBody;
  private final Duration answerTimeout;

  /**
   * Serves.
   *
   * @param answers where answers are written, so that a slow reader never holds up Kafka's client
   */
  WebhookServlet(
      Intake intake,
      Sources sources,
      WebhookProperties properties,
      WebhookMetrics metrics,
      InstantSource clock,
      Executor answers) {
    this.intake = intake;
    this.metrics = metrics;
    this.clock = clock;
    this.answers = answers;
    this.room = new Room(properties);
    this.sources = sources;
    this.maxBody = Math.toIntExact(properties.maxBody().toBytes());
    this.answerTimeout = properties.answerTimeout();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long started = System.nanoTime();
    metrics.arrived();
    var refused = refusedByItsHead(request);
    if (refused != null) {
      finish(response, refused, started);
      return;
    }
    var place = room.enter();
    if (place.isEmpty()) {
      finish(response, Answer.UNAVAILABLE, started);
      return;
    }
    serve(request, response, place.get(), started);
  }

  /** The place is free again when the answer was written, or when there is nobody to answer. */
  private void serve(
      HttpServletRequest request, HttpServletResponse response, Room.Place place, long started)
      throws IOException {
    boolean later = false;
    try {
      switch (read(request, place)) {
        case Room.Body.Refused(var answer) -> finish(response, answer, started);
        case Room.Body.Whole(var body) -> {
          metrics.received(body.length);
          later = answer(request, response, take(body, request), place, started);
        }
      }
    } finally {
      if (!later) {
        place.close();
      }
    }
  }

  private Room.Body read(HttpServletRequest request, Room.Place place) throws IOException {
    try {
      return place.read(request.getInputStream());
    } catch (IOException e) {
      metrics.lost();
      throw e;
    }
  }

  private @Nullable Answer refusedByItsHead(HttpServletRequest request) {
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

  private CompletableFuture<Answer> take(byte[] body, HttpServletRequest request) {
    try {
      return intake.take(body, request.getHeader("traceparent"), clock.instant());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** True when the answer is not known yet and follows. */
  private boolean answer(
      HttpServletRequest request,
      HttpServletResponse response,
      CompletableFuture<Answer> answer,
      Room.Place place,
      long started)
      throws IOException {
    if (answer.isDone()) {
      finish(response, answer.exceptionally(WebhookServlet::bug).join(), started);
      return false;
    }
    var async = request.startAsync(request, response);
    async.setTimeout(0);
    var _ =
        answer
            .completeOnTimeout(Answer.UNAVAILABLE, answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(WebhookServlet::bug)
            .thenAcceptAsync(given -> finish(async, response, given, started), answers)
            .whenComplete((_, _) -> place.close());
    return true;
  }

  private void finish(
      AsyncContext async, HttpServletResponse response, Answer answer, long started) {
    try {
      finish(response, answer, started);
    } catch (IOException | IllegalStateException e) {
      log.debug("a sender did not wait for its answer {}", answer);
    } finally {
      async.complete();
    }
  }

  private void finish(HttpServletResponse response, Answer answer, long started)
      throws IOException {
    metrics.answered(answer, started);
    var json = answer.json().getBytes(StandardCharsets.US_ASCII);
    response.setStatus(answer.status());
    if (answer == Answer.WRONG_METHOD) {
      response.setHeader("Allow", "POST");
    }
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  private static Answer bug(Throwable e) {
    log.error("a webhook could not be taken in", e);
    return Answer.FAILED;
  }
}
