package io.loyaltysuite.openapi;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;

/** An answer as a client gets it, without a server. */
record Answer(String method, String path, int statusCode, Map<String, String> fields, String body)
    implements HttpResponse<String> {

  @Override
  public HttpRequest request() {
    return HttpRequest.newBuilder(uri())
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
  }

  @Override
  public HttpHeaders headers() {
    return HttpHeaders.of(
        fields.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue()))),
        (_, _) -> true);
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:8080" + path);
  }

  @Override
  public Optional<HttpResponse<String>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
