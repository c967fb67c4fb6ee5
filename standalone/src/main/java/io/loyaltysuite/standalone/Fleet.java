package io.loyaltysuite.standalone;

import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.EmbeddedKafka;
import io.loyaltysuite.standalone.parts.EmbeddedPostgres;
import io.loyaltysuite.standalone.parts.EmbeddedRegistry;
import io.loyaltysuite.standalone.parts.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The suite as production runs it, each service in a process of its own and several of a kind if
 * need be. The broker is in this JVM, database and registry are children. For soaks and benchmarks.
 */
public final class Fleet implements AutoCloseable {

  private static final int PARTITIONS = 12;

  /** A service, by the class that starts it. */
  public enum Service {
    GATEWAY("io.loyaltysuite.gateway.GatewayApplication"),
    LOYALTY("io.loyaltysuite.loyalty.LoyaltyApplication"),
    JOURNAL("io.loyaltysuite.journal.JournalApplication");

    private final String mainClass;

    Service(String mainClass) {
      this.mainClass = mainClass;
    }
  }

  private final Path folder;
  private final Doors doors = freeDoors();
  private final Secrets secrets;
  private final Map<String, String> settings;
  private final List<Instance> instances = new ArrayList<>();
  private final EmbeddedPostgres postgres;
  private final EmbeddedRegistry registry;
  private final EmbeddedKafka kafka;

  private Fleet(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
    this.secrets = Secrets.in(folder);
    this.postgres =
        EmbeddedPostgres.start(
            folder.resolve("postgres"), doors.postgres, secrets.databasePassword());
    this.registry =
        EmbeddedRegistry.start(
            folder.resolve("registry"),
            doors.registry,
            doors.registryManagement,
            postgres.database("registry"));
    this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), doors.kafka, Map.of());
    Topics.create(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "client.id", "fleet"),
        PARTITIONS,
        (short) 1);
  }

  /**
   * Starts broker, database and registry on free ports, and no service yet.
   *
   * @param settings settings of the services, as {@code ./suite up} takes them
   */
  public static Fleet start(Path folder, Map<String, String> settings) {
    return new Fleet(folder.toAbsolutePath(), Map.copyOf(settings));
  }

  /**
   * Starts one more instance of a service and returns at once.
   *
   * @param launcher how Java is told to run it: options and class path, all but the main class
   */
  public Instance begin(Service service, List<String> launcher) {
    var own = ownDoors();
    var name = service.name().toLowerCase(Locale.ROOT) + "-" + instances.size();
    var program = program(service, launcher);
    var log = folder.resolve(name + ".log");
    var instance =
        switch (service) {
          case GATEWAY -> new Instance(name, own.gateway, own.gatewayManagement, log, program);
          case LOYALTY -> new Instance(name, own.loyalty, own.loyaltyManagement, log, program);
          case JOURNAL -> new Instance(name, own.journal, own.journalManagement, log, program);
        };
    instance.with(arguments(service, own, name));
    instances.add(instance);
    instance.start();
    return instance;
  }

  /** What an instance of the service is told that is to run within this JVM. */
  public String[] arguments(Service service) {
    return arguments(service, ownDoors(), "inside");
  }

  private String[] arguments(Service service, Doors own, String name) {
    var others = new LinkedHashMap<>(settings);
    others.put("server.tomcat.basedir", folder.resolve("tomcat-" + name).toString());
    var arguments = new ServiceArguments(own, secrets, others);
    return switch (service) {
      case GATEWAY -> arguments.ofGateway(database(ServiceArguments.GATEWAY));
      case LOYALTY -> arguments.ofLoyalty(database(ServiceArguments.LOYALTY));
      case JOURNAL -> arguments.ofJournal(database(ServiceArguments.JOURNAL));
    };
  }

  /** Doors of its own for one instance of a service, and those of the parts. */
  private Doors ownDoors() {
    var own = freeDoors();
    own.kafka = doors.kafka;
    own.registry = doors.registry;
    own.portal = doors.portal;
    return own;
  }

  /** Port on which the services expect the simulated portals. */
  public int portalPort() {
    return doors.portal;
  }

  /** Secret of the application that simulated portals install. */
  public String clientSecret() {
    return secrets.clientSecret();
  }

  /** What services and operators' programs show one another. */
  public String serviceToken() {
    return secrets.serviceToken();
  }

  /** Where schemas are registered. */
  public URI registry() {
    return registry.url();
  }

  /** A service's database; made if it is not there. */
  public Database database(String name) {
    return postgres.database(name);
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void close() {
    instances.forEach(Instance::stop);
    kafka.close();
    registry.close();
    postgres.close();
  }

  private static List<String> program(Service service, List<String> launcher) {
    var program = new ArrayList<String>();
    program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    program.addAll(launcher);
    program.add(service.mainClass);
    return program;
  }

  private static Doors freeDoors() {
    var doors = new Doors();
    doors.gateway = Ports.free();
    doors.loyalty = Ports.free();
    doors.journal = Ports.free();
    doors.gatewayManagement = Ports.free();
    doors.loyaltyManagement = Ports.free();
    doors.journalManagement = Ports.free();
    doors.kafka = Ports.free();
    doors.postgres = Ports.free();
    doors.registry = Ports.free();
    doors.registryManagement = Ports.free();
    doors.portal = Ports.free();
    return doors;
  }
}
