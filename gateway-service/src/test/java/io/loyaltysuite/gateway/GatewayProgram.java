package io.loyaltysuite.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The gateway in a JVM of its own, which can be killed. */
public final class GatewayProgram implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  private final Process process;

  private GatewayProgram(Process process) {
    this.process = process;
  }

  /** Starts it with the class path of this JVM and waits until it takes webhooks. */
  public static GatewayProgram start(List<String> arguments, int port) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GatewayApplication.class.getName());
    command.addAll(arguments);
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      await().atMost(START).until(() -> !process.isAlive() || answers(port));
      return new GatewayProgram(process);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + command.getFirst(), e);
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** As kill -9 does it. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
