package io.loyaltysuite.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/**
 * A time without the database: its server is killed and its port held, so that it cannot be started
 * again. Whoever connects is turned away.
 */
final class Absence implements AutoCloseable {

  private final ServerSocket holder;

  private Absence(ServerSocket holder) {
    this.holder = holder;
    Thread.ofVirtual().start(this::turnAway);
  }

  static Absence ofPostgres(SuiteProcess suite) {
    suite.killPostgres();
    var holder = Awaitility.await().ignoreExceptions().until(() -> hold(suite), _ -> true);
    return new Absence(holder);
  }

  /** Committed offsets of every group, as text by group and partition. */
  static Map<String, Long> committed(SuiteProcess suite) {
    var committed = new TreeMap<String, Long>();
    try (var admin = Admin.create(Map.of("bootstrap.servers", suite.bootstrapServers()))) {
      for (var group : admin.listGroups().all().get()) {
        admin
            .listConsumerGroupOffsets(group.groupId())
            .partitionsToOffsetAndMetadata()
            .get()
            .forEach(
                (partition, offset) ->
                    committed.put(group.groupId() + " " + partition, offset.offset()));
      }
      return committed;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** If the server was quicker, it is killed again. */
  private static ServerSocket hold(SuiteProcess suite) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), suite.port("postgres")));
      return socket;
    } catch (IOException taken) {
      socket.close();
      suite.killPostgres();
      throw taken;
    }
  }

  private void turnAway() {
    while (!holder.isClosed()) {
      try {
        holder.accept().close();
      } catch (IOException _) {
        // Closed: the absence is over.
      }
    }
  }
}
