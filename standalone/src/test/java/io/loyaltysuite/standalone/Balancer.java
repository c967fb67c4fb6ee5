package io.loyaltysuite.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What stands before several gateways in production: spreads connections over them in turn, and
 * turns to the next when one takes none.
 */
final class Balancer implements AutoCloseable {

  private static final int CONNECT_MILLIS = 500;
  private static final int BACKLOG = 1_000;

  private final ServerSocket door;
  private volatile List<Integer> backends = List.of();
  private int turn;

  Balancer() {
    try {
      door = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("balancer").start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Sends connections to these ports from now on. */
  void to(List<Integer> ports) {
    backends = List.copyOf(ports);
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        var first = turn++;
        Thread.ofVirtual().start(() -> serve(client, first));
      } catch (IOException _) {
        // Closed, or a client that left at once.
      }
    }
  }

  private void serve(Socket client, int first) {
    var ports = backends;
    try (client) {
      for (var i = 0; i < ports.size(); i++) {
        var port = ports.get(Math.floorMod(first + i, ports.size()));
        try (var backend = new Socket()) {
          backend.connect(
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), CONNECT_MILLIS);
          join(client, backend);
          return;
        } catch (java.net.ConnectException | java.net.SocketTimeoutException _) {
          // The next one, then.
        }
      }
    } catch (IOException _) {
      // One side was cut off; the other one sees it now.
    }
  }

  private static void join(Socket client, Socket backend) throws IOException {
    var there = CompletableFuture.runAsync(() -> pump(client, backend), Thread::startVirtualThread);
    pump(backend, client);
    there.join();
  }

  /** Copies until one side ends, and says so to the other. */
  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
