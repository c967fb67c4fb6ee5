package io.loyaltysuite.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.standalone.parts.Parts;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The journal starts while Kafka and the registry are away, and tells how it is. */
@TestInstance(Lifecycle.PER_CLASS)
class StartIT {

  private static final String NOBODY_LISTENS = "127.0.0.1:9";

  private JournalUnderTest journal;

  @BeforeAll
  void start() {
    journal =
        JournalUnderTest.start(
            Parts.shared().freshDatabase("journal"),
            NOBODY_LISTENS,
            "--suite.registry.url=http://127.0.0.1:9/apis/ccompat/v7");
  }

  @AfterAll
  void stop() {
    journal.close();
  }

  @Test
  void isReadyWithoutKafkaAndRegistry() {
    assertThat(management("/actuator/health/readiness")).contains("\"status\":\"UP\"");
    assertThat(management("/actuator/health/liveness")).contains("\"status\":\"UP\"");
  }

  @Test
  void speaksPrometheus() {
    assertThat(management("/actuator/prometheus")).contains("jvm_memory_used_bytes");
  }

  @Test
  void refusesToStartWithoutServiceToken() {
    assertThatThrownBy(
            () ->
                JournalUnderTest.start(
                    Parts.shared().freshDatabase("journal"),
                    NOBODY_LISTENS,
                    "--suite.service-token="))
        .hasStackTraceContaining("suite.service-token");
  }

  private String management(String path) {
    return journal.send(null, HttpRequest.newBuilder(journal.management(path))).body();
  }
}
