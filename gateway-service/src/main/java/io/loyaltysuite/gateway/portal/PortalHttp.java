package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.portal.HttpReply.Missing;
import io.loyaltysuite.gateway.portal.HttpReply.Received;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * One HTTP request and its limits: vetted addresses only, no redirect followed, no repetition, a
 * bound on the whole duration and on the size of the answer. Never throws for what the other side
 * does.
 */
@Component
class PortalHttp implements AutoCloseable {
  private static final String USER_AGENT = "loyalty-suite/1";

  private final PortalProperties properties;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("portal-deadlines").factory());

  PortalHttp(PortalProperties properties, VettedNames names) {
    this.properties = properties;
    var connect = Timeout.of(properties.connectTimeout());
    var limit = Timeout.of(properties.requestTimeout());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names)
            .setMaxConnTotal(properties.maxConnections())
            .setMaxConnPerRoute(properties.maxConnections())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(limit)
                    .build())
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(limit).build())
            .build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setUserAgent(USER_AGENT)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(limit)
                    .setResponseTimeout(limit)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  HttpReply post(URI uri, String bearer, String json, Duration timeLimit) {
    var request = new HttpPost(uri);
    request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + bearer);
    request.setEntity(
        new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    return exchange(request, timeLimit);
  }

  /** The address may hold secrets: it is never logged. */
  HttpReply get(URI uri, Duration timeLimit) {
    return exchange(new HttpGet(uri), timeLimit);
  }

  private HttpReply exchange(HttpUriRequestBase request, Duration timeLimit) {
    request.setHeader(HttpHeaders.ACCEPT, "application/json");
    var deadline = deadlines.schedule(request::cancel, timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, this::read);
    } catch (IOException e) {
      return new Missing(request.isCancelled() ? "no answer within " + timeLimit : e.toString());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new Missing(e.toString());
    } finally {
      deadline.cancel(false);
    }
  }

  private HttpReply read(ClassicHttpResponse response) throws IOException {
    var location = response.getFirstHeader(HttpHeaders.LOCATION);
    var where = location == null ? "" : location.getValue();
    var entity = response.getEntity();
    if (entity == null) {
      return new Received(response.getCode(), "", where);
    }
    int limit = Math.toIntExact(properties.maxResponse().toBytes());
    try (var content = entity.getContent()) {
      var bytes = content.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException("the answer is larger than " + properties.maxResponse());
      }
      return new Received(response.getCode(), new String(bytes, StandardCharsets.UTF_8), where);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    deadlines.shutdownNow();
  }
}
