package io.loyaltysuite.gateway.delivery;

import java.util.Map;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the consumer of results after the web server and the lanes. While Kafka is away its start
 * takes minutes, and by the framework's own order nobody could post a webhook and no stored reply
 * could go out before.
 */
final class LateConsumer extends InputBindingLifecycle {

  LateConsumer(BindingService bindings, Map<String, Bindable> bindables) {
    super(bindings, bindables);
  }

  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 1000;
  }
}
