package io.loyaltysuite.gateway.bootstrap;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says that the gateway is ready once webhooks can be posted to it. The consumer of results starts
 * after that, and while Kafka is away its start takes minutes; webhooks are stored meanwhile.
 */
@Component
class ReadyEarly {

  @EventListener
  void onWebServer(WebServerInitializedEvent event) {
    var context = event.getApplicationContext();
    if (context.getServerNamespace() == null) {
      AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
      AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }
  }
}
