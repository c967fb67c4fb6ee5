package io.loyaltysuite.standalone.parts;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Keeps the broker's log to warnings wherever nobody asked for more: at INFO it drowns everything
 * else. Holds also after the logging is configured anew, as Spring Boot does.
 */
final class QuietKafka implements LoggerContextListener {

  private static final List<String> NOISY = List.of("kafka", "org.apache.kafka", "state.change");

  /** Calls it a warning that it takes office. */
  private static final String CONTROLLER = "org.apache.kafka.controller";

  private QuietKafka() {}

  static void hush() {
    try {
      if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
        context.addListener(new QuietKafka());
        hush(context);
      }
    } catch (NoClassDefFoundError _) {
      // Another logging library; it is configured elsewhere.
    }
  }

  private static void hush(LoggerContext context) {
    NOISY.forEach(name -> limit(context.getLogger(name), Level.WARN));
    limit(context.getLogger(CONTROLLER), Level.ERROR);
  }

  private static void limit(Logger logger, Level level) {
    if (logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onReset(LoggerContext context) {
    hush(context);
  }

  @Override
  public void onStart(LoggerContext context) {}

  @Override
  public void onStop(LoggerContext context) {}

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
