package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with a suite on one machine: start, use, stop, start again. */
class DailyLifeIT {

  @TempDir private Path folder;

  @Test
  void survivesRestartsWithAndWithoutItsRegistry() throws InterruptedException {
    var data = folder.resolve("suite");
    try (var suite = new SuiteProcess(data)) {
      suite.start();
      try (var town = new Town(suite, 1)) {
        assertThat(Story.SALE.objections(town.tell(Story.SALE, 1))).isEmpty();
        assertThat(Story.BLOCKED_CARD.objections(town.tell(Story.BLOCKED_CARD, 2))).isEmpty();

        assertThat(suite.runToEnd(data)).isNotZero();
        assertThat(suite.output()).contains("another suite runs on the data in " + data);
        assertThat(suite.runToEnd(folder.resolve("other"))).isNotZero();
        assertThat(suite.output())
            .contains("port " + suite.port("gateway") + " is taken by java")
            .contains("--gateway-port=PORT");

        var postgres = suite.postgresPid();
        suite.close();
        assertThat(ProcessHandle.of(postgres)).isEmpty();

        suite.start("--without-registry");
        assertThat(Story.SALE.objections(town.tell(Story.SALE, 3))).isEmpty();

        var left = suite.postgresPid();
        suite.killJvm();
        suite.start();
        assertThat(suite.postgresPid()).as("the database left behind is adopted").isEqualTo(left);
        assertThat(Story.SALE.objections(town.tell(Story.SALE, 4))).isEmpty();
        assertThat(Records.undecodable(suite)).isEmpty();
      }
    }
  }
}
