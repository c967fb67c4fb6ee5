package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads after an install. */
class NotesTest {

  @Test
  void saysWhereThingsAreAndWhatToDoNext() {
    assertThat(Chart.notes())
        .contains(
            "https://loyalty.example.org/b24/webhook",
            "https://journal.example.org",
            "helm -n loyalty test demo --logs",
            "service demo-gateway, port 8080")
        .doesNotContain("WARNING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kafka: {tls: {enabled: false}}}            | WARNING: Kafka is spoken to without TLS.
          {postgresql: {sslMode: require}}            | WARNING: with postgresql.sslMode=require nothing proves that the database is yours.
          {registry: {url: http://registry/apis}}     | WARNING: the schema registry is spoken to without TLS.
          {networkPolicy: {enabled: false}}           | WARNING: networkPolicy.enabled is false
          {topics: {create: false}}                   | Topics are not created by this chart
          {monitoring: {rules: {enabled: false}}}     | Nobody is woken
          """)
  void warnsOfWhatIsLeftOpen(String values, String words) {
    assertThat(Chart.notes(values)).contains(words);
  }
}
