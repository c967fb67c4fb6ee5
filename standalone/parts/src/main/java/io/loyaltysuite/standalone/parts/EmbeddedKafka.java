package io.loyaltysuite.standalone.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this JVM, on loopback. Data and
 * cluster id stay in its folder. Topics are never made by accident.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final String CONTROLLER = "CONTROLLER";
  private static final int NODE = 1;

  private final Path home;
  private final int port;
  private final Map<String, String> settings;
  private KafkaRaftServer server;
  private boolean running;

  private EmbeddedKafka(Path home, int port, Map<String, String> settings) {
    this.home = home.toAbsolutePath();
    this.port = port;
    this.settings = Map.copyOf(settings);
    this.server = startServer(settings());
    this.running = true;
  }

  /**
   * Starts a broker; returns when it serves clients.
   *
   * @param settings broker settings that are laid over ours
   */
  public static EmbeddedKafka start(Path home, int port, Map<String, String> settings) {
    QuietKafka.hush();
    format(home.toAbsolutePath());
    return new EmbeddedKafka(home, port, settings);
  }

  /** Starts the broker again after {@link #stop} or {@link #stopAbruptly}. */
  public synchronized void start() {
    if (!running) {
      server = startServer(settings());
      running = true;
    }
  }

  /** Stops cleanly; twice is fine. */
  public synchronized void stop() {
    if (running) {
      running = false;
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** Stops so that the next start has to recover the logs, as after a crash. */
  public synchronized void stopAbruptly() {
    stop();
    try {
      Files.deleteIfExists(data(home).resolve(".kafka_cleanshutdown"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** What {@code bootstrap.servers} expects. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private static Path data(Path home) {
    return home.resolve("data");
  }

  private static KafkaRaftServer startServer(Map<String, String> settings) {
    var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new PartFailed("the Kafka broker does not start: " + e.getMessage(), e);
    }
    return server;
  }

  /** Writes the cluster's id into an empty folder; a folder that has one is left alone. */
  private static void format(Path home) {
    var data = Folders.make(data(home));
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    var said = new ByteArrayOutputStream();
    try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(CONTROLLER)
          .run();
    } catch (Exception e) {
      throw new PartFailed("cannot format " + data + ": " + said, e);
    }
  }

  private Map<String, String> settings() {
    var all = new HashMap<>(node());
    all.putAll(SMALL);
    all.putAll(settings);
    return all;
  }

  private Map<String, String> node() {
    var controllerPort = Ports.free();
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE)),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
        Map.entry("log.dirs", data(home).toString()));
  }

  /** One small node, with the promises of a big one. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("message.max.bytes", "5242880"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "8"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          // A member that was killed is replaced within 5 s.
          Map.entry("group.coordinator.rebalance.protocols", "classic,consumer"),
          Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
          Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
          Map.entry("group.consumer.min.session.timeout.ms", "3000"),
          Map.entry("group.consumer.session.timeout.ms", "5000"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
          Map.entry("metric.reporters", ""));
}
