package io.loyaltysuite.standalone.parts;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that can be stopped, killed and started again. It keeps its files and its ports on
 * loopback meanwhile, as a service that is restarted does. Its image is never pulled.
 */
final class RestartableContainer {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final GenericContainer<?> container;
  private final List<String> ports = new ArrayList<>();
  private BooleanSupplier ready = () -> true;

  private RestartableContainer(GenericContainer<?> container) {
    this.container = container;
  }

  static RestartableContainer of(String image) {
    return new RestartableContainer(
        new GenericContainer<>(DockerImageName.parse(image)).withImagePullPolicy(_ -> false));
  }

  RestartableContainer with(Map<String, String> environment) {
    container.withEnv(environment);
    return this;
  }

  RestartableContainer in(Network network, String name) {
    container.withNetwork(network).withNetworkAliases(name);
    return this;
  }

  /** Publishes a port of the container at an address of this machine, such as 127.0.0.1:4711. */
  RestartableContainer publish(String address, int port) {
    ports.add(address + ":" + port);
    container.setPortBindings(ports);
    return this;
  }

  RestartableContainer readyWhen(BooleanSupplier condition) {
    ready = condition;
    return this;
  }

  void startFirst() {
    container.start();
    awaitReady();
  }

  /** Starts it again after {@link #stop} or {@link #kill}. */
  void start() {
    docker().startContainerCmd(container.getContainerId()).exec();
    awaitReady();
  }

  void stop() {
    docker().stopContainerCmd(container.getContainerId()).exec();
  }

  void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  /** Removes it with its volumes; harmless if it was never started. */
  void remove() {
    container.stop();
  }

  private void awaitReady() {
    Awaitility.await().atMost(START_LIMIT).until(ready::getAsBoolean);
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
