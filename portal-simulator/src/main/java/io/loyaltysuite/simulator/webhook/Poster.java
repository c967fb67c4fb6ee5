package io.loyaltysuite.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** The queue's HTTP client: POSTs form bodies and cares for nothing but the status. */
public final class Poster implements AutoCloseable {

  private final HttpClient client;
  private final Semaphore parallel;

  /**
   * A client.
   *
   * @param executor where it works
   * @param maxParallel requests at one time
   */
  public Poster(Executor executor, int maxParallel) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
    this.parallel = new Semaphore(maxParallel);
  }

  /** The status of the answer, or 0 when none came within the time. */
  int post(String handler, String body, Duration timeout) {
    try {
      parallel.acquire();
      try {
        var request =
            HttpRequest.newBuilder(URI.create(handler))
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "Bitrix24 Webhook Engine")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
      } finally {
        parallel.release();
      }
    } catch (IOException unanswered) {
      return 0;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
