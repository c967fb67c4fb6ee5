package io.loyaltysuite.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyaltysuite.gateway.activity.Activities;
import io.loyaltysuite.schemas.CodecSettings;
import io.loyaltysuite.schemas.EventCodec;
import io.loyaltysuite.schemas.JdbcSchemaMemory;
import io.loyaltysuite.schemas.Topics;
import io.loyaltysuite.simulator.Portal;
import io.loyaltysuite.simulator.PortalSimulator;
import io.loyaltysuite.simulator.portal.Application;
import io.loyaltysuite.simulator.portal.Behaviour;
import io.loyaltysuite.simulator.portal.Between;
import io.loyaltysuite.simulator.portal.PortalSettings;
import io.loyaltysuite.standalone.parts.Database;
import io.loyaltysuite.standalone.parts.Parts;
import io.loyaltysuite.standalone.parts.Ports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A gateway on real parts, portals that behave like portals, and somebody who answers the commands.
 */
public final class GatewayWithPortals implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofMinutes(2);
  public static final String CLIENT_ID = "local.test";

  /** Every activity is registered as a robot, too. */
  public static final int REGISTERED = 2 * Activities.ALL.size();

  private static final String CLIENT_SECRET = "test-client-secret";

  private final PortalSimulator simulator = PortalSimulator.start();
  private final UUID run = UUID.randomUUID();
  private final int port = Ports.free();
  private final Database database = Parts.shared().freshDatabase("gateway");
  private final String bootstrapServers = Parts.shared().kafka().bootstrapServers();
  private final EventCodec codec =
      EventCodec.start(
          new CodecSettings(Parts.shared().registry().url(), true, Duration.ofSeconds(10)),
          new JdbcSchemaMemory(dataSource(Parts.shared().freshDatabase("answers"))));
  private final AnsweringLoyalty loyalty;
  private final List<String> arguments;
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable GatewayProgram program;

  private GatewayWithPortals(String... settings) {
    Topics.create(Map.of("bootstrap.servers", bootstrapServers), 3, (short) 1);
    arguments = arguments(settings);
    loyalty = new AnsweringLoyalty(bootstrapServers, codec);
  }

  public static GatewayWithPortals inThisJvm(String... settings) {
    var suite = new GatewayWithPortals(settings);
    suite.context = GatewayApplication.start(suite.arguments.toArray(String[]::new));
    return suite;
  }

  /** The gateway as a program of its own, which can be killed and started again. */
  public static GatewayWithPortals asProgram(String... settings) {
    var suite = new GatewayWithPortals(settings);
    suite.startProgram();
    return suite;
  }

  /** Settings given here count instead of those it was started with before. */
  public void startProgram(String... changed) {
    var all = new ArrayList<>(arguments);
    for (String setting : changed) {
      all.removeIf(given -> given.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      all.add(setting);
    }
    program = GatewayProgram.start(all, port);
  }

  public void killProgram() {
    requireNonNull(program).kill();
  }

  private List<String> arguments(String... settings) {
    var all =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--suite.registry.url=" + Parts.shared().registry().url(),
                "--suite.service-token=test-service-token",
                "--gateway.client-id=" + CLIENT_ID,
                "--gateway.client-secret=" + CLIENT_SECRET,
                "--gateway.public-url=http://127.0.0.1:" + port,
                "--gateway.keys.current=k1",
                "--gateway.keys.secrets.k1=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "--gateway.frame.library=" + simulator.base() + "/api/v1/",
                "--gateway.oauth-hosts=" + simulator.base().getAuthority(),
                "--gateway.allowed-addresses=127.0.0.0/8"));
    all.addAll(List.of(settings));
    return all;
  }

  public Application application() {
    return Application.local(CLIENT_ID, CLIENT_SECRET, URI.create(webhookUrl()));
  }

  public String webhookUrl() {
    return "http://127.0.0.1:" + port + "/b24/webhook";
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public PortalSimulator simulator() {
    return simulator;
  }

  public AnsweringLoyalty loyalty() {
    return loyalty;
  }

  public Portal installed(String name) {
    return installed(name, settings -> settings);
  }

  /**
   * A portal that nobody knows yet; it sends webhooks without delay. Topics are shared by all tests
   * of this JVM, so its member id is this suite's own, whatever other suites call their portals.
   */
  public Portal portal(String name, UnaryOperator<PortalSettings> change) {
    var own = UUID.nameUUIDFromBytes((run + name).getBytes(StandardCharsets.UTF_8)).toString();
    var settings =
        PortalSettings.named(name)
            .withMemberId(own.replace("-", ""))
            .withBehaviour(Behaviour.CLOUD.withWebhookDelay(Between.NOTHING));
    return simulator.portal(change.apply(settings));
  }

  /** A portal that installed the application and knows its activities, as the gateway knows. */
  public Portal installed(String name, UnaryOperator<PortalSettings> change) {
    var portal = portal(name, change);
    assertThat(portal.install(application()).join().delivered()).isTrue();
    await().atMost(PATIENCE).until(() -> isRegistered(portal));
    assertThat(portal.activities()).hasSize(REGISTERED);
    return portal;
  }

  private boolean isRegistered(Portal portal) {
    return rows("app_event", portal.memberId()).stream()
        .anyMatch(event -> "done".equals(event.get("stage")));
  }

  /** The rows that a table has for the portal. */
  public List<Map<String, @Nullable Object>> rows(String table, String memberId) {
    return JdbcClient.create(dataSource(database))
        .sql("select * from " + table + " where member_id = ?")
        .param(memberId)
        .query()
        .listOfRows();
  }

  /** Cuts the gateway off its database until this is closed. */
  public AutoCloseable withoutDatabase() {
    var server = Parts.shared().freshDatabase("server");
    var name = database.url().substring(database.url().lastIndexOf('/') + 1);
    var admin = JdbcClient.create(dataSource(server));
    admin.sql("alter database " + name + " allow_connections false").update();
    admin
        .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
        .param(name)
        .query(Boolean.class)
        .list();
    return () -> admin.sql("alter database " + name + " allow_connections true").update();
  }

  private static DataSource dataSource(Database database) {
    return new DriverManagerDataSource(database.url(), database.user(), database.password());
  }

  /** Everything on a topic for a portal. */
  public <T extends SpecificRecord> List<T> recorded(String topic, String memberId, Class<T> type) {
    return RecordedEvents.of(bootstrapServers, topic, memberId).stream()
        .map(record -> RecordedEvents.decode(codec, record, type))
        .toList();
  }

  public <T> T bean(Class<T> type) {
    return requireNonNull(context).getBean(type);
  }

  @Override
  public void close() {
    loyalty.close();
    if (context != null) {
      context.close();
    }
    if (program != null) {
      program.close();
    }
    codec.close();
    simulator.close();
  }
}
