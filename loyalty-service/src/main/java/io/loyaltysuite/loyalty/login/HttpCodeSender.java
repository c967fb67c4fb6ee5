package io.loyaltysuite.loyalty.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends by an HTTP address, which any provider's interface can be put behind. */
final class HttpCodeSender implements CodeSender {

  private static final int REFUSED = 300;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private final URI url;
  private final @Nullable String token;
  private final Duration timeout;

  HttpCodeSender(URI url, @Nullable String token, Duration timeout) {
    this.url = url;
    this.token = token;
    this.timeout = timeout;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void send(Message message) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(message)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
      if (status >= REFUSED) {
        throw new SendingFailed("the provider answered " + status);
      }
    } catch (IOException e) {
      throw new SendingFailed("the provider does not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SendingFailed("interrupted");
    }
  }
}
