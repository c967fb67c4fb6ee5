package io.loyaltysuite.schemas;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.schemas.v1.OperationResult;
import java.io.File;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedEventsTest {

  @Test
  void avroMayMakeEventsAndNothingElseOfOurs() {
    EventCodec.trustEvents();
    EventCodec.trustEvents();
    assertThatCode(() -> ClassSecurityValidator.validate(OperationResult.class))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ClassSecurityValidator.validate(EventCodec.class))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> ClassSecurityValidator.validate(File.class))
        .isInstanceOf(SecurityException.class);
  }
}
