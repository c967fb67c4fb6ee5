package io.loyaltysuite.simulator;

/**
 * How a simulator runs.
 *
 * @param host address it listens on
 * @param publicHost name or address that it tells applications to call it by
 * @param port port it listens on; 0 picks a free one
 * @param secret what all keys, tokens and member ids' secrets derive from; a restart with the same
 *     one keeps old tokens valid
 * @param keptRecords webhooks and calls remembered per portal
 * @param maxParallelWebhooks webhooks on their way at one time, all portals together
 */
public record SimulatorSettings(
    String host,
    String publicHost,
    int port,
    String secret,
    int keptRecords,
    int maxParallelWebhooks) {

  /** On a free port of this machine. */
  public static SimulatorSettings onFreePort() {
    return onPort(0);
  }

  /** On this port of this machine. */
  public static SimulatorSettings onPort(int port) {
    return new SimulatorSettings("127.0.0.1", "127.0.0.1", port, "portal-simulator", 10_000, 256);
  }

  /** The same remembering another number of webhooks and calls. */
  public SimulatorSettings withKeptRecords(int value) {
    return new SimulatorSettings(host, publicHost, port, secret, value, maxParallelWebhooks);
  }

  /** The same with other keys. */
  public SimulatorSettings withSecret(String value) {
    return new SimulatorSettings(host, publicHost, port, value, keptRecords, maxParallelWebhooks);
  }

  /** The same listening on another address, and called by it. */
  public SimulatorSettings withHost(String value) {
    return new SimulatorSettings(value, value, port, secret, keptRecords, maxParallelWebhooks);
  }

  /** The same called by another name than the address it listens on. */
  public SimulatorSettings withPublicHost(String value) {
    return new SimulatorSettings(host, value, port, secret, keptRecords, maxParallelWebhooks);
  }
}
