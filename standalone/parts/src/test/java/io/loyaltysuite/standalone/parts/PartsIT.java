package io.loyaltysuite.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PartsIT {

  @Test
  void startsEachPartOnce() {
    assertThat(Parts.shared().postgres()).isSameAs(Parts.shared().postgres());
    assertThat(Parts.shared().kafka()).isSameAs(Parts.shared().kafka());
  }

  @Test
  void givesADatabaseOfItsOwnToEveryone() throws SQLException {
    var one = Parts.shared().freshDatabase("mine");
    var other = Parts.shared().freshDatabase("mine");
    assertThat(one.url()).isNotEqualTo(other.url());
    try (var connection = one.connect()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }
}
