package io.loyaltysuite.standalone;

import io.loyaltysuite.gateway.GatewayApplication;
import io.loyaltysuite.journal.JournalApplication;
import io.loyaltysuite.loyalty.LoyaltyApplication;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.simulator.demo.Installed;
import io.loyaltysuite.simulator.demo.Progress;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.EmbeddedRegistry;
import io.loyaltysuite.standalone.parts.Ports;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole suite on one machine: broker and services in this JVM, database and registry as
 * supervised children.
 *
 * <pre>
 *   PostgreSQL ──▶ registry ──┐
 *   broker ──▶ topics ────────┴──▶ loyalty, journal, gateway     (stopped in the reverse order)
 * </pre>
 */
final class Standalone implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Settings settings;
  private final Progress progress;
  private final Home home;
  private final Secrets secrets;
  private final Supervisor supervisor;

  /** Starts what runs in this JVM. The broker would halt the JVM if its start was interrupted. */
  private final ExecutorService inside = starters("start-");

  /** Starts children, which give up when they are interrupted. */
  private final ExecutorService outside = starters("start-child-");

  /** What has been started, newest first. */
  private final Deque<Started> started = new ArrayDeque<>();

  private volatile boolean closed;

  Standalone(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.home = Home.open(settings.data);
    this.secrets = Secrets.in(home.folder());
    this.supervisor = new Supervisor(progress);
  }

  Secrets secrets() {
    return secrets;
  }

  Settings settings() {
    return settings;
  }

  /** Where the demo finds it. */
  Installed installed() {
    var journal = "http://127.0.0.1:" + settings.doors.journal;
    return new Installed(
        URI.create("http://127.0.0.1:" + settings.doors.gateway + ServiceArguments.WEBHOOK),
        ServiceArguments.CLIENT_ID,
        secrets.clientSecret(),
        URI.create(journal),
        journal,
        secrets.serviceToken());
  }

  /**
   * Starts everything; returns when all is ready. After a failure {@link #close} stops the rest.
   */
  void start() {
    try {
      startAll();
    } catch (CompletionException | RejectedExecutionException e) {
      if (closed) {
        throw new SuiteFailure("stopped while starting", e);
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new SuiteFailure(String.valueOf(e.getCause()), e);
    }
  }

  private void startAll() {
    var arguments = new ServiceArguments(settings.doors, secrets, settings.ofServices());
    checkPorts();
    var postgres = async("PostgreSQL", this::startPostgres, outside);
    var kafka = async("Kafka broker", this::startKafka, inside);
    var registry =
        settings.withoutRegistry
            ? postgres
            : postgres.thenCompose(
                database -> async("schema registry", () -> startRegistry(database), outside));
    CompletableFuture.allOf(kafka, registry).join();
    var database = postgres.join();
    CompletableFuture.allOf(
            async("loyalty service", () -> startLoyalty(arguments, database), inside),
            async("journal", () -> startJournal(arguments, database), inside),
            async("gateway", () -> startGateway(arguments, database), inside))
        .join();
    home.announce(facts());
  }

  private static ExecutorService starters(String name) {
    return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name(name, 1).factory());
  }

  private <T> CompletableFuture<T> async(String name, Callable<T> work, ExecutorService executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return progress.step(name, work);
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  private EmbeddedPostgres startPostgres() {
    var postgres =
        EmbeddedPostgres.start(
            home.resolve("postgres"), settings.doors.postgres, secrets.databasePassword());
    remember("PostgreSQL", postgres);
    supervisor.watch("PostgreSQL", postgres::onExit, postgres::start);
    return postgres;
  }

  private EmbeddedKafka startKafka() {
    var kafka = EmbeddedKafka.start(home.resolve("kafka"), settings.doors.kafka, Map.of());
    remember("Kafka broker", kafka);
    Topics.create(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "client.id", "standalone"),
        settings.partitions,
        (short) 1);
    return kafka;
  }

  private EmbeddedRegistry startRegistry(EmbeddedPostgres postgres) {
    var registry =
        EmbeddedRegistry.start(
            home.resolve("registry"),
            settings.doors.registry,
            settings.doors.registryManagement,
            postgres.database("registry"));
    remember("schema registry", registry);
    supervisor.watch("schema registry", registry::onExit, registry::start);
    return registry;
  }

  private ConfigurableApplicationContext startLoyalty(
      ServiceArguments arguments, EmbeddedPostgres postgres) {
    var own = arguments.ofLoyalty(postgres.database(ServiceArguments.LOYALTY));
    return startService("loyalty service", () -> LoyaltyApplication.start(own));
  }

  private ConfigurableApplicationContext startGateway(
      ServiceArguments arguments, EmbeddedPostgres postgres) {
    var own = arguments.ofGateway(postgres.database(ServiceArguments.GATEWAY));
    return startService("gateway", () -> GatewayApplication.start(own));
  }

  private ConfigurableApplicationContext startJournal(
      ServiceArguments arguments, EmbeddedPostgres postgres) {
    var own = arguments.ofJournal(postgres.database(ServiceArguments.JOURNAL));
    return startService("journal", () -> JournalApplication.start(own));
  }

  /** Of what Spring says when a service cannot start, only the root is for people. */
  private ConfigurableApplicationContext startService(
      String name, Supplier<ConfigurableApplicationContext> start) {
    ConfigurableApplicationContext context;
    try {
      context = start.get();
    } catch (RuntimeException e) {
      throw new SuiteFailure(
          "the %s does not start: %s (more in %s)"
              .formatted(name, rootOf(e).getMessage(), System.getProperty("suite.log")),
          e);
    }
    return remember(name, context);
  }

  private static Throwable rootOf(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private void checkPorts() {
    var doors = settings.doors;
    doors.ofThisProcess().forEach(Standalone::checkPort);
    if (!EmbeddedPostgres.isLeftIn(home.resolve("postgres"))) {
      checkPort("--postgres-port", doors.postgres);
    }
    if (!settings.withoutRegistry && !EmbeddedRegistry.isLeftIn(home.resolve("registry"))) {
      doors.ofTheRegistry().forEach(Standalone::checkPort);
    }
  }

  static void checkPort(String option, int port) {
    if (!Ports.isFree(port)) {
      throw new SuiteFailure(
          "port %d is taken%s; free it, or choose another one with %s=PORT"
              .formatted(
                  port, PortHolder.of(port).map(holder -> " by " + holder).orElse(""), option));
    }
  }

  private Properties facts() {
    var facts = new Properties();
    facts.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    facts.setProperty("gateway", "http://127.0.0.1:" + settings.doors.gateway);
    facts.setProperty("loyalty", "http://127.0.0.1:" + settings.doors.loyalty);
    facts.setProperty("journal", "http://127.0.0.1:" + settings.doors.journal);
    return facts;
  }

  private <T extends AutoCloseable> T remember(String name, T part) {
    var one = new Started(name, part);
    synchronized (started) {
      started.push(one);
    }
    if (closed) {
      throw new SuiteFailure("stopped while starting");
    }
    return part;
  }

  /** Stops everything in order; a part that does not stop does not keep the others from it. */
  @Override
  public void close() {
    synchronized (supervisor) {
      if (closed) {
        return;
      }
      closed = true;
    }
    supervisor.close();
    Logging.toFileOnly();
    endStarts();
    stopAll();
    home.close();
  }

  private void stopAll() {
    Started next;
    while ((next = newest()) != null) {
      stop(next);
    }
  }

  private @Nullable Started newest() {
    synchronized (started) {
      return started.poll();
    }
  }

  /** What is just being started gives up, or is remembered and stopped with the others. */
  private void endStarts() {
    outside.shutdownNow();
    inside.shutdown();
    try {
      if (!outside.awaitTermination(LONGEST_START.toSeconds(), TimeUnit.SECONDS)
          || !inside.awaitTermination(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Something is still starting after {}", LONGEST_START);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Started part) {
    try {
      progress.step(
          "stopping " + part.name(),
          () -> {
            part.closeable().close();
            return part;
          });
    } catch (Exception e) {
      LOG.warn("{} did not stop cleanly", part.name(), e);
    }
  }

  private record Started(String name, AutoCloseable closeable) {}
}
