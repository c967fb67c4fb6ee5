package io.loyaltysuite.gateway.spool;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * The routes of all partitions. A key keeps its partition for the life of this instance; should
 * Kafka lay the topic out otherwise meanwhile, only the extent of an outage is judged less exactly.
 */
final class PartitionRoutes {
  private final List<Route> routes;

  PartitionRoutes(int partitions) {
    routes = Stream.generate(Route::new).limit(partitions).toList();
  }

  /** The partition Kafka's own clients give to a key. */
  int partition(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % routes.size();
  }

  Route of(int partition) {
    return routes.get(partition);
  }

  /** None for a partition that only another instance knows. */
  Optional<Route> find(int partition) {
    return partition < routes.size() ? Optional.of(routes.get(partition)) : Optional.empty();
  }

  /** Partitions whose commands do not go straight. */
  List<Integer> spooling() {
    return IntStream.range(0, routes.size())
        .filter(partition -> !routes.get(partition).isStraight())
        .boxed()
        .toList();
  }
}
