package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {

  @Test
  void namesTheProcessThatHoldsAPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortHolder.of(socket.getLocalPort()))
          .hasValue("java (process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void makesAClearMessageOfATakenPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = socket.getLocalPort();
      assertThatThrownBy(() -> Standalone.checkPort("--kafka-port", port))
          .isInstanceOf(SuiteFailure.class)
          .hasMessageContaining("port " + port + " is taken by java")
          .hasMessageContaining("--kafka-port=PORT");
    }
  }
}
