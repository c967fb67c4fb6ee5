package io.loyaltysuite.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.simulator.StubApplication.RestResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** Calls with a secret in their address instead of an application's token (protocol 3.1). */
class InboundWebhookIT extends PortalIT {

  @Test
  void anInboundWebhookNeedsHttpsAndItsSecret() {
    String secret = portal.state().inboundSecret(1);

    refused(
        app.get(portal.clientEndpoint() + "1/" + secret + "/server.time"),
        401,
        "INVALID_REQUEST",
        "Https required.");
    refused(
        https("1/wrong/server.time"), 401, "INVALID_CREDENTIALS", "Invalid request credentials");
    assertThat(https("1/" + secret + "/server.time").status()).isEqualTo(200);
  }

  @Test
  void anInboundWebhookCannotRegisterActivities() {
    refused(
        https("1/" + portal.state().inboundSecret(1) + "/bizproc.activity.list"),
        403,
        "ACCESS_DENIED",
        "Access denied! Application context required");
  }

  private RestResponse https(String path) {
    return app.send(
        HttpRequest.newBuilder(URI.create(portal.clientEndpoint() + path))
            .header("X-Forwarded-Proto", "https")
            .build());
  }
}
