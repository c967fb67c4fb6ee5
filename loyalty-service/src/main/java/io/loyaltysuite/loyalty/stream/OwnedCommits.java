package io.loyaltysuite.loyalty.stream;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that commits only partitions it owns. The container commits the whole poll once a
 * retry succeeds, also partitions that moved away meanwhile and were left out of it; the broker
 * would accept that and the new owner's undone records would be skipped by whoever follows it.
 */
final class OwnedCommits implements InvocationHandler {

  private final Consumer<?, ?> consumer;

  private OwnedCommits(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  @SuppressWarnings("unchecked")
  static <K, V> Consumer<K, V> around(Consumer<K, V> consumer) {
    return (Consumer<K, V>)
        Proxy.newProxyInstance(
            OwnedCommits.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new OwnedCommits(consumer));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean commit = method.getName().startsWith("commit");
    if (commit && arguments != null && arguments[0] instanceof Map<?, ?> offsets) {
      var owned = new HashMap<Object, Object>(offsets);
      owned.keySet().retainAll(consumer.assignment());
      arguments[0] = owned;
    }
    try {
      return method.invoke(consumer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
