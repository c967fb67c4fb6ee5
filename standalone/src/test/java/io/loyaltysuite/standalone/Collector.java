package io.loyaltysuite.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tracing back end: takes spans by OTLP over HTTP and keeps them. */
final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<Kept> spans = new CopyOnWriteArrayList<>();

  /** A span with the service that sent it. */
  record Kept(String service, Span span) {

    String trace() {
      return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    /** Whether it has a link to that one. */
    boolean isLinkedTo(Kept other) {
      return span.getLinksList().stream()
          .anyMatch(link -> link.getSpanId().equals(other.span().getSpanId()));
    }

    boolean isLinkedTo(String trace) {
      return span.getLinksList().stream()
          .anyMatch(
              link -> HexFormat.of().formatHex(link.getTraceId().toByteArray()).equals(trace));
    }
  }

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  /** Everything that was sent. */
  String text() {
    return spans.toString();
  }

  /** Names of the spans of a trace, each after its service. */
  List<String> names(String trace) {
    return spans.stream()
        .filter(kept -> kept.trace().equals(trace))
        .map(kept -> kept.service() + " " + kept.span().getName())
        .toList();
  }

  /** The one span with this name that belongs to the trace. */
  Kept of(String trace, String name) {
    return spans.stream()
        .filter(kept -> kept.trace().equals(trace) && kept.span().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Spans of work that was done for several calls, the trace's among them. */
  List<Kept> together(String trace) {
    return spans.stream()
        .filter(kept -> kept.isLinkedTo(trace) && !kept.trace().equals(trace))
        .toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
          .getResourceSpansList()
          .forEach(this::keep);
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void keep(ResourceSpans sent) {
    var service =
        sent.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElse("");
    for (var scope : sent.getScopeSpansList()) {
      scope.getSpansList().forEach(span -> spans.add(new Kept(service, span)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
