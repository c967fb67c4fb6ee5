package io.loyaltysuite.loyalty.stream;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that takes on no partition while it leaves its group. Kafka's client tells the
 * listener of partitions that were given to it even then, and the container's listener asks for the
 * position of each. Nothing answers that any more: the call would wait for a minute, and until it
 * gives up nobody reads those partitions.
 */
final class PromptLeave implements InvocationHandler {

  private final Consumer<?, ?> consumer;
  private boolean leaving;

  private PromptLeave(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  @SuppressWarnings("unchecked")
  static <K, V> Consumer<K, V> around(Consumer<K, V> consumer) {
    return (Consumer<K, V>)
        Proxy.newProxyInstance(
            PromptLeave.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new PromptLeave(consumer));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "subscribe" -> {
        leaving = false;
        listenOnlyWhileStaying(arguments);
      }
      case "unsubscribe", "close" -> leaving = true;
      default -> {}
    }
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void listenOnlyWhileStaying(Object @Nullable [] arguments) {
    for (int i = 0; arguments != null && i < arguments.length; i++) {
      if (arguments[i] instanceof ConsumerRebalanceListener listener) {
        arguments[i] = new WhileStaying(listener);
      }
    }
  }

  /** Is called on the thread that uses the consumer, as everything here. */
  private final class WhileStaying implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener listener;

    WhileStaying(ConsumerRebalanceListener listener) {
      this.listener = listener;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!leaving) {
        listener.onPartitionsAssigned(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      listener.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      listener.onPartitionsLost(partitions);
    }
  }
}
