package io.loyaltysuite.gateway.webhook;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets webhooks be answered that are being taken in when the gateway stops. The web server takes no
 * more by then, and does not know of these: it counts what its servlets do.
 */
final class LastWebhooks implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LastWebhooks.class);

  private final Room room;
  private final Duration patience;
  private volatile boolean running;

  LastWebhooks(Room room, Duration patience) {
    this.room = room;
    this.patience = patience;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    try {
      if (!room.close(patience)) {
        log.warn("webhooks were not answered within {}, and the gateway stops", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Between the moment when no more requests are taken and the one when connections are closed. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
  }
}
