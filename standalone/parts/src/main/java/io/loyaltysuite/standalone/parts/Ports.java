package io.loyaltysuite.standalone.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback. */
public final class Ports {

  /** Below the range from which systems take the ports of outgoing connections. */
  private static final int FIRST = 15_000;

  private static final int LAST = 30_000;
  private static final int ATTEMPTS = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on now; never the same twice in one JVM. */
  public static int free() {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new PartFailed("no free port between " + FIRST + " and " + LAST);
  }

  /** Whether a server could listen on this port of 127.0.0.1 now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
