package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may talk to whom. */
class NetworkTest {

  private static final Rendered PRODUCTION = Chart.production();
  private static final Rendered EVERYTHING = Chart.everything();

  @Test
  void everyPodIsClosedFirst() {
    var deny = PRODUCTION.the("NetworkPolicy", "deny").path("spec");
    assertThat(deny.path("policyTypes")).hasToString("[\"Ingress\",\"Egress\"]");
    assertThat(deny.has("ingress") || deny.has("egress")).isFalse();
    var picked = deny.at("/podSelector/matchLabels");
    assertThat(PRODUCTION.pods())
        .allSatisfy(
            pod ->
                assertThat(pod.at("/metadata/labels").properties())
                    .containsAll(picked.properties()));
  }

  @Test
  void namesCanBeResolved() {
    var egress = PRODUCTION.the("NetworkPolicy", "dns").at("/spec/egress/0");
    assertThat(egress.path("ports"))
        .hasToString("[{\"protocol\":\"UDP\",\"port\":53},{\"protocol\":\"TCP\",\"port\":53}]");
    assertThat(egress.path("to").toString()).contains("kube-system");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka  | [gateway, loyalty, journal, topics] | 9093
          stores | [gateway, loyalty, journal]         | 5432
          """)
  void onlyThoseGoThereWhoHaveTo(String policy, String components, int port) {
    var spec = PRODUCTION.the("NetworkPolicy", policy).path("spec");
    assertThat(spec.at("/podSelector/matchExpressions/2/values"))
        .isEqualTo(Rendered.read(components));
    assertThat(spec.at("/egress/0/ports/0/port").intValue()).isEqualTo(port);
    assertThat(spec.at("/egress/0").has("to")).isFalse();
  }

  @Test
  void destinationsAreAsNarrowAsTheyAreNamed() {
    var kafka = EVERYTHING.the("NetworkPolicy", "kafka").at("/spec/egress/0/to");
    assertThat(kafka).hasToString("[{\"ipBlock\":{\"cidr\":\"10.1.0.0/24\"}}]");
    var stores = EVERYTHING.the("NetworkPolicy", "stores").at("/spec/egress");
    assertThat(stores.at("/0/to")).hasToString("[{\"ipBlock\":{\"cidr\":\"10.2.0.7/32\"}}]");
    assertThat(stores.at("/1/to").toString()).contains("\"app\":\"registry\"");
    assertThat(stores.at("/2/ports/0/port").intValue()).isEqualTo(4318);
  }

  @ParameterizedTest
  @CsvSource({
    "https://registry.example.org/apis/ccompat/v7, 443",
    "http://registry:8081/apis/ccompat/v7, 8081",
    "http://registry/apis/ccompat/v7, 80"
  })
  void theRegistrysPortComesFromItsAddress(String url, int port) {
    var rendered = Chart.production("registry: {url: '" + url + "'}");
    assertThat(rendered.the("NetworkPolicy", "stores").at("/spec/egress/1/ports/0/port").intValue())
        .isEqualTo(port);
  }

  @Test
  void brokersOnSeveralPortsAreAllReached() {
    var rendered = Chart.production("kafka: {bootstrapServers: ['a:9093', 'b:9094', 'c:9093']}");
    var ports = rendered.the("NetworkPolicy", "kafka").at("/spec/egress/0/ports");
    assertThat(ports.findValuesAsString("port")).containsExactly("9093", "9094");
  }

  @Test
  void onlyTheGatewayReachesPortalsAndNothingPrivate() {
    var spec = EVERYTHING.the("NetworkPolicy", "portals").path("spec");
    assertThat(spec.at("/podSelector/matchLabels").toString())
        .contains("\"app.kubernetes.io/component\":\"gateway\"");
    assertThat(spec.at("/egress/0/ports")).hasToString("[{\"protocol\":\"TCP\",\"port\":443}]");
    assertThat(spec.at("/egress/0/to/0/ipBlock/except").toString())
        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16");
    assertThat(spec.at("/egress/0/to/2/ipBlock/cidr").stringValue()).isEqualTo("10.20.0.0/16");
  }

  @Test
  void theLoyaltyServiceIsReachedByTheJournalOnly() {
    var ingress = PRODUCTION.the("NetworkPolicy", "loyalty").at("/spec/ingress");
    assertThat(ingress).hasSize(1);
    assertThat(ingress.at("/0/from/0/podSelector/matchLabels").toString())
        .contains("\"app.kubernetes.io/component\":\"journal\"");
    var egress = PRODUCTION.the("NetworkPolicy", "reproduce").at("/spec/egress");
    assertThat(egress).hasSize(1);
    assertThat(egress.at("/0/ports")).isEqualTo(ingress.at("/0/ports"));
    assertThat(egress.at("/0/to/0/podSelector/matchLabels").toString())
        .contains("\"app.kubernetes.io/component\":\"loyalty\"");
  }

  @ParameterizedTest
  @CsvSource({"gateway,8080", "journal,8082"})
  void theIngressControllerReachesOnePort(String component, int port) {
    var ingress = EVERYTHING.the("NetworkPolicy", component).at("/spec/ingress/0");
    assertThat(ingress.path("ports").findValuesAsString("port"))
        .containsExactly(Integer.toString(port));
    assertThat(ingress.path("from").toString()).contains("ingress-nginx");
  }

  @Test
  void nobodyComesInUnlessNamed() {
    assertThat(PRODUCTION.all("NetworkPolicy").map(Rendered::nameOf))
        .doesNotContain("demo-gateway", "demo-journal", "demo-prometheus");
  }

  @Test
  void prometheusReachesTheManagementPorts() {
    var ingress = EVERYTHING.the("NetworkPolicy", "prometheus").at("/spec/ingress/0");
    assertThat(ingress.path("ports").findValuesAsString("port"))
        .containsExactly("9080", "9081", "9082");
  }

  @Test
  void theTestReachesWhatItTests() {
    var ports = List.of("8080", "8082", "9080", "9081", "9082");
    assertThat(
            PRODUCTION
                .the("NetworkPolicy", "test")
                .at("/spec/egress/0/ports")
                .findValuesAsString("port"))
        .isEqualTo(ports);
    assertThat(
            PRODUCTION
                .the("NetworkPolicy", "tested")
                .at("/spec/ingress/0/ports")
                .findValuesAsString("port"))
        .isEqualTo(ports);
  }

  @Test
  void withoutTheTestItsDoorsAreClosed() {
    var rendered = Chart.production("test: {enabled: false}");
    assertThat(rendered.all("NetworkPolicy").map(Rendered::nameOf))
        .doesNotContain("demo-test", "demo-tested");
    assertThat(rendered.all("Pod")).isEmpty();
  }
}
