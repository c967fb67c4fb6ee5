package io.loyaltysuite.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Ports of everything on this machine; each is an option. */
final class Doors {

  @Option(names = "--gateway-port", defaultValue = "8080", paramLabel = "PORT")
  int gateway;

  @Option(names = "--loyalty-port", defaultValue = "8081", paramLabel = "PORT")
  int loyalty;

  @Option(names = "--journal-port", defaultValue = "8082", paramLabel = "PORT")
  int journal;

  @Option(names = "--gateway-management-port", defaultValue = "9080", paramLabel = "PORT")
  int gatewayManagement;

  @Option(names = "--loyalty-management-port", defaultValue = "9081", paramLabel = "PORT")
  int loyaltyManagement;

  @Option(names = "--journal-management-port", defaultValue = "9082", paramLabel = "PORT")
  int journalManagement;

  @Option(names = "--kafka-port", defaultValue = "9092", paramLabel = "PORT")
  int kafka;

  @Option(names = "--postgres-port", defaultValue = "5433", paramLabel = "PORT")
  int postgres;

  @Option(names = "--registry-port", defaultValue = "8085", paramLabel = "PORT")
  int registry;

  @Option(names = "--registry-management-port", defaultValue = "9085", paramLabel = "PORT")
  int registryManagement;

  @Option(names = "--portal-port", defaultValue = "8090", paramLabel = "PORT")
  int portal;

  /** Every port that this process itself listens on, by its option. */
  Map<String, Integer> ofThisProcess() {
    var ports = new LinkedHashMap<String, Integer>();
    ports.put("--gateway-port", gateway);
    ports.put("--loyalty-port", loyalty);
    ports.put("--journal-port", journal);
    ports.put("--gateway-management-port", gatewayManagement);
    ports.put("--loyalty-management-port", loyaltyManagement);
    ports.put("--journal-management-port", journalManagement);
    ports.put("--kafka-port", kafka);
    return ports;
  }

  /** Ports of the registry's process. */
  Map<String, Integer> ofTheRegistry() {
    var ports = new LinkedHashMap<String, Integer>();
    ports.put("--registry-port", registry);
    ports.put("--registry-management-port", registryManagement);
    return ports;
  }
}
