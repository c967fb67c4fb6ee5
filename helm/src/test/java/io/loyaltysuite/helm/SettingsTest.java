package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What services are told, and where their secrets come from. */
class SettingsTest {

  private static final Rendered PRODUCTION = Chart.production();
  private static final Rendered EVERYTHING = Chart.everything();

  @Test
  void noSecretIsRendered() {
    assertThat(EVERYTHING.all("Secret")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gateway | loyalty-kafka-user/sasl.jaas.config=spring.kafka.properties.sasl.jaas.config, db-gateway/username=spring.datasource.username, db-gateway/password=spring.datasource.password, bitrix24-application/client-id=gateway.client-id, bitrix24-application/client-secret=gateway.client-secret, gateway-keys/k1=gateway.keys.secrets.k1
          loyalty | loyalty-kafka-user/sasl.jaas.config=spring.kafka.properties.sasl.jaas.config, db-loyalty/username=spring.datasource.username, db-loyalty/password=spring.datasource.password, loyalty-service-token/service-token=suite.service-token
          journal | loyalty-kafka-user/sasl.jaas.config=spring.kafka.properties.sasl.jaas.config, db-journal/username=spring.datasource.username, db-journal/password=spring.datasource.password, loyalty-service-token/service-token=suite.service-token
          """)
  void aServiceGetsItsOwnSecretsAndNoOthers(String service, String expected) {
    assertThat(files(PRODUCTION, service, "secrets")).containsExactly(expected.split(", "));
  }

  @Test
  void moreSecretsComeWithWhatNeedsThem() {
    assertThat(files(EVERYTHING, "gateway", "secrets"))
        .contains(
            "loyalty-kafka-user/user.password=spring.kafka.properties.ssl.keystore.password",
            "registry-login-of-services/url=suite.registry.url",
            "gateway-keys/k2=gateway.keys.secrets.k2",
            "gateway-operators/olga=gateway.operators.olga.password");
    assertThat(files(EVERYTHING, "loyalty", "secrets"))
        .contains(
            "loyalty-operators/anna=loyalty.operators.anna.password",
            "loyalty-operators/olga=loyalty.operators.olga.password");
    assertThat(files(EVERYTHING, "journal", "secrets"))
        .contains(
            "journal-operators/anna=journal.operators.anna.password",
            "journal-operators/boris=journal.operators.boris.password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "loyalty", "journal"})
  void aServiceReadsItsSettingsAndSecretsFromFiles(String service) {
    var container = EVERYTHING.the("Deployment", service).at("/spec/template/spec/containers/0");
    assertThat(container.at("/env/0").toString())
        .isEqualTo(
            "{\"name\":\"SPRING_CONFIG_ADDITIONAL_LOCATION\",\"value\":\"file:/etc/loyalty-suite/settings/\"}");
    assertThat(container.path("volumeMounts").findValuesAsString("mountPath"))
        .containsExactly(
            "/etc/loyalty-suite/settings",
            "/etc/loyalty-suite/secrets",
            "/etc/loyalty-suite/trust",
            "/tmp");
    assertThat(EVERYTHING.the("ConfigMap", service).path("data").has(service + ".yml")).isTrue();
    assertThat(setting(EVERYTHING, service, "/spring/config.import"))
        .isEqualTo("configtree:/etc/loyalty-suite/secrets/");
  }

  @Test
  void secretsAreReadableByTheGroupOnly() {
    var volume = EVERYTHING.the("Deployment", "gateway").at("/spec/template/spec/volumes/1");
    assertThat(volume.at("/projected/defaultMode").intValue()).isEqualTo(0440);
  }

  @Test
  void kafkaIsSpokenToByTlsAndSasl() {
    var kafka = PRODUCTION.settings("loyalty").getFirst().at("/spring/kafka");
    assertThat(kafka.path("bootstrap-servers").stringValue())
        .isEqualTo("kafka-0.example.org:9093,kafka-1.example.org:9093");
    assertThat(kafka.path("security.protocol").stringValue()).isEqualTo("SASL_SSL");
    assertThat(kafka.path("properties").toString())
        .isEqualTo(
            "{\"sasl.mechanism\":\"SCRAM-SHA-512\",\"ssl.truststore.type\":\"PEM\","
                + "\"ssl.truststore.location\":\"/etc/loyalty-suite/trust/kafka.crt\"}");
    assertThat(files(PRODUCTION, "loyalty", "trust"))
        .containsExactly(
            "kafka-cluster-ca-cert/ca.crt=kafka.crt", "postgres-ca/ca.crt=postgresql.crt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {kafka: {sasl: {mechanism: '', secret: ''}}}                                                   | SSL
          {kafka: {tls: {enabled: false}}}                                                               | SASL_PLAINTEXT
          {kafka: {tls: {enabled: false}, sasl: {mechanism: '', secret: ''}}}                            | PLAINTEXT
          """)
  void kafkasProtocolFollowsFromTlsAndSasl(String values, String protocol) {
    var rendered = Chart.production(values);
    assertThat(setting(rendered, "gateway", "/spring/kafka/security.protocol")).isEqualTo(protocol);
  }

  @Test
  void aClientCertificateIsAStoreWithItsPassword() {
    assertThat(setting(EVERYTHING, "journal", "/spring/kafka/properties/ssl.keystore.type"))
        .isEqualTo("PKCS12");
    assertThat(files(EVERYTHING, "journal", "trust"))
        .contains("loyalty-kafka-user/user.p12=kafka.p12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                          | sslmode=verify-full&sslrootcert=/etc/loyalty-suite/trust/postgresql.crt
          {postgresql: {ca: {secret: ''}}}                            | sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
          {postgresql: {sslMode: require}}                            | sslmode=require
          {postgresql: {sslMode: disable}}                            | sslmode=disable
          """)
  void theDatabaseIsProvedAsFarAsAsked(String values, String query) {
    assertThat(setting(Chart.production(values), "gateway", "/spring/datasource/url"))
        .isEqualTo("jdbc:postgresql://postgres.example.org:5432/gateway?" + query);
  }

  @Test
  void eachServiceHasADatabaseOfItsOwn() {
    assertThat(Stream.of("gateway", "loyalty", "journal"))
        .allSatisfy(
            service ->
                assertThat(setting(PRODUCTION, service, "/spring/datasource/url"))
                    .contains(":5432/" + service + "?"));
  }

  @Test
  void aRegistryWithCredentialsIsNamedByItsSecretOnly() {
    assertThat(setting(PRODUCTION, "gateway", "/suite.registry/url"))
        .isEqualTo("https://registry.example.org/apis/ccompat/v7");
    assertThat(EVERYTHING.settings("gateway").getFirst().at("/suite.registry").toString())
        .isEqualTo(
            "{\"register\":true,\"ca-certificate\":\"/etc/loyalty-suite/trust/registry.crt\"}");
    assertThat(files(EVERYTHING, "gateway", "trust")).contains("registry-ca/root.pem=registry.crt");
  }

  @Test
  void theGatewayKnowsWhereItIsReached() {
    var gateway = EVERYTHING.settings("gateway").getFirst().path("gateway");
    assertThat(gateway.path("public-url").stringValue()).isEqualTo("https://loyalty.example.org");
    assertThat(gateway.path("journal-url").stringValue()).isEqualTo("https://journal.example.org");
    assertThat(gateway.path("keys.current").stringValue()).isEqualTo("k2");
    assertThat(gateway.path("allowed-addresses")).hasToString("[\"10.20.0.0/16\"]");
  }

  @Test
  void theLoyaltyServiceKnowsTheJournal() {
    var loyalty = EVERYTHING.settings("loyalty").getFirst().path("loyalty");
    assertThat(loyalty.path("journal.url").stringValue()).isEqualTo("http://demo-journal:8082");
  }

  @Test
  void theJournalKnowsTheLoyaltyServiceAndItsPeople() {
    var journal = EVERYTHING.settings("journal").getFirst().path("journal");
    assertThat(journal.path("loyalty-url").stringValue()).isEqualTo("http://demo-loyalty:8081");
    assertThat(journal.path("operators"))
        .hasToString(
            "{\"anna\":{\"role\":\"operator\"},\"boris\":{\"role\":\"integrator\","
                + "\"portals\":[\"d8530516daf77f61ea2992e015ac62a4\"]}}");
  }

  @Test
  void furtherSettingsAreLaidOverOurs() {
    var documents = EVERYTHING.settings("gateway");
    assertThat(documents).hasSize(2);
    assertThat(documents.getLast())
        .hasToString("{\"gateway.delivery.patience\":\"2d\",\"gateway.lane.max-parallel\":32}");
  }

  private static String setting(Rendered rendered, String service, String path) {
    return rendered.settings(service).getFirst().at(path).asString();
  }

  /** Every file of a projected volume: its object, key and path. */
  private static List<String> files(Rendered rendered, String service, String volume) {
    var files = new ArrayList<String>();
    for (var candidate : rendered.the("Deployment", service).at("/spec/template/spec/volumes")) {
      if (candidate.path("name").asString().equals(volume)) {
        candidate.at("/projected/sources").forEach(source -> files.addAll(filesOf(source)));
      }
    }
    return files;
  }

  private static List<String> filesOf(JsonNode source) {
    var object = source.path(source.has("secret") ? "secret" : "configMap");
    var files = new ArrayList<String>();
    for (var item : object.path("items")) {
      files.add(
          "%s/%s=%s"
              .formatted(
                  object.path("name").asString(),
                  item.path("key").asString(),
                  item.path("path").asString()));
    }
    return files;
  }
}
