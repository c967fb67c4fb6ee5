package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngressTest {

  private static final Rendered EVERYTHING = Chart.everything();

  @Test
  void nothingIsPublicUnlessAsked() {
    assertThat(Chart.production().all("Ingress")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"gateway,loyalty.example.org,/b24/", "journal,journal.example.org,/"})
  void onlyTheNamedPathsArePublic(String name, String host, String path) {
    var rules = EVERYTHING.the("Ingress", name).at("/spec/rules");
    assertThat(rules).hasSize(1);
    assertThat(rules.at("/0/host").stringValue()).isEqualTo(host);
    var paths = rules.at("/0/http/paths");
    assertThat(paths).hasSize(1);
    assertThat(paths.at("/0/path").stringValue()).isEqualTo(path);
    assertThat(paths.at("/0/backend/service"))
        .hasToString("{\"name\":\"demo-" + name + "\",\"port\":{\"name\":\"http\"}}");
  }

  @Test
  void isAlwaysByTls() {
    var tls = EVERYTHING.the("Ingress", "gateway").at("/spec/tls/0");
    assertThat(tls)
        .hasToString("{\"hosts\":[\"loyalty.example.org\"],\"secretName\":\"loyalty-tls\"}");
  }

  @Test
  void carriesTheAnnotationsOfItsController() {
    assertThat(EVERYTHING.the("Ingress", "gateway").at("/metadata/annotations"))
        .hasToString("{\"example.org/rate-limit\":\"100\"}");
    assertThat(EVERYTHING.the("Ingress", "gateway").at("/spec/ingressClassName").stringValue())
        .isEqualTo("nginx");
  }
}
