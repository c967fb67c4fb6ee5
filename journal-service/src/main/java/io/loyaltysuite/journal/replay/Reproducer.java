package io.loyaltysuite.journal.replay;

import io.loyaltysuite.journal.event.StoredEvent;
import io.loyaltysuite.journal.replay.Reproduced.NoAnswer;
import io.loyaltysuite.journal.replay.Reproduced.Verdicts;
import io.loyaltysuite.journal.security.SuiteProperties;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Has recorded results decided again by the loyalty service; nothing is changed by it. */
@Component
public class Reproducer {

  private static final Logger LOG = LoggerFactory.getLogger(Reproducer.class);
  private static final int MAX_ANSWER = 8 * 1024 * 1024;

  private final URI endpoint;
  private final Duration timeout;
  private final String token;
  private final HttpClient http;

  Reproducer(ReproduceProperties settings, SuiteProperties suite) {
    this.endpoint = URI.create(settings.loyaltyUrl() + "/reproduce");
    this.timeout = settings.reproduceTimeout();
    this.token = suite.serviceToken();
    this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  }

  /** Asks in portions; the first portion without an answer ends it. */
  public Reproduced reproduce(List<StoredEvent> results) {
    var verdicts = new ArrayList<Verdict>();
    try {
      for (var portion : Portions.of(results)) {
        verdicts.addAll(Portions.verdicts(portion, ask(Portions.request(portion))));
      }
      return new Verdicts(verdicts);
    } catch (IOException | JacksonException e) {
      LOG.warn("loyalty gave no verdicts: {}", e.toString());
      return new NoAnswer(endpoint.getAuthority() + ": " + reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NoAnswer("interrupted");
    }
  }

  private byte[] ask(byte[] body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("HTTP " + response.statusCode() + " (expected: 200)");
      }
      var answer = in.readNBytes(MAX_ANSWER + 1);
      if (answer.length > MAX_ANSWER) {
        throw new IOException("answer: longer than " + MAX_ANSWER + " bytes");
      }
      return answer;
    }
  }

  private static String reason(Exception e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  @PreDestroy
  void stop() {
    http.close();
  }
}
