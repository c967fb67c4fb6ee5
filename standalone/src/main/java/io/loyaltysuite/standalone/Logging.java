package io.loyaltysuite.standalone;

import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The one logging of everything in this JVM, configured by {@code logback.xml}. */
public final class Logging {

  private Logging() {}

  /**
   * Takes the logging into our own hands: Spring Boot would configure it anew with each service
   * that starts. Must be called before anything logs.
   */
  public static void prepare(Path file) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.setProperty("suite.log", file.toString());
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Keeps the console free: while parts are stopped, others notice and say so. */
  static void toFileOnly() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.detachAppender("CONSOLE");
    }
  }
}
