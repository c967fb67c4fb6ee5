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
  private final int maxBody;
  private final Duration answerTimeout;

  /**
   * Serves.
   *
   * @param answers where answers are written, so that a slow reader never holds up Kafka's client
   */
  WebhookServlet(
      Intake intake,
      WebhookProperties properties,
      WebhookMetrics metrics,
      InstantSource clock,
      Executor answers) {
    this.intake = intake;
    this.metrics = metrics;
    this.clock = clock;
    this.answers = answers;
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
    var body = read(request);
    if (body.length > maxBody) {
      finish(response, Answer.TOO_LARGE, started);
      return;
    }
    metrics.received(body.length);
    answer(request, response, take(body, request), started);
  }

  private byte[] read(HttpServletRequest request) throws IOException {
    try {
      return request.getInputStream().readNBytes(maxBody + 1);
    } catch (IOException e) {
      metrics.lost();
      throw e;
    }
  }

  private @Nullable Answer refusedByItsHead(HttpServletRequest request) {
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

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      CompletableFuture<Answer> answer,
      long started)
      throws IOException {
    if (answer.isDone()) {
      finish(response, answer.exceptionally(WebhookServlet::bug).join(), started);
      return;
    }
    var async = request.startAsync(request, response);
    async.setTimeout(0);
    var _ =
        answer
            .completeOnTimeout(Answer.UNAVAILABLE, answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(WebhookServlet::bug)
            .thenAcceptAsync(given -> finish(async, response, given, started), answers);
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
