package io.loyaltysuite.gateway.webhook;

import io.loyaltysuite.gateway.rounds.Rounds;
import io.loyaltysuite.gateway.security.Network;
import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the lists of addresses that the vendor sends from, such as {@code {"nodes":["192.0.2.1"]}},
 * now and then (protocol 1.2). One that cannot be read, or says nothing, leaves what it said
 * before.
 */
final class SourceLists {
  private static final Logger log = LoggerFactory.getLogger(SourceLists.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LARGEST = 1024 * 1024;
  private static final int OK = 200;

  private final Sources sources;
  private final OngoingTrouble trouble =
      new OngoingTrouble(log, "A list of addresses that webhooks come from cannot be read");

  SourceLists(Sources sources) {
    this.sources = sources;
  }

  Rounds rounds(Duration interval) {
    var unexpected = new OngoingTrouble(log, "Lists of addresses are read later");
    return new Rounds("source-lists", Duration.ZERO, interval, unexpected, _ -> pass());
  }

  /** Reads every list once. */
  void pass() {
    if (sources.lists().isEmpty()) {
      return;
    }
    boolean allRead = true;
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      for (var list : sources.lists()) {
        try {
          sources.publish(list, read(http, list));
        } catch (IOException | RuntimeException e) {
          allRead = false;
          trouble.failed(e);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (allRead) {
      trouble.over();
    }
  }

  private static List<Network> read(HttpClient http, URI list)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(list).timeout(TIMEOUT).GET().build();
    var answer = http.send(request, BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      var bytes = body.readNBytes(LARGEST);
      if (answer.statusCode() != OK) {
        throw new IllegalStateException(
            "%s answered %d (expected: 200)".formatted(list, answer.statusCode()));
      }
      return networks(list, bytes);
    }
  }

  private static List<Network> networks(URI list, byte[] json) {
    try {
      var nodes = JsonMapper.shared().readTree(json).path("nodes");
      var networks = nodes.valueStream().map(node -> Network.of(node.asString(""))).toList();
      if (networks.isEmpty()) {
        throw new IllegalStateException(list + " names no address (expected: \"nodes\")");
      }
      return networks;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalStateException(list + " is no list of addresses", e);
    }
  }
}
