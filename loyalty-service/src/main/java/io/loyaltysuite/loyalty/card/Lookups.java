package io.loyaltysuite.loyalty.card;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers of the ledger's index: every key that was asked is present, with an empty list when
 * nothing was found.
 */
public record Lookups(Map<Key, List<String>> found) {

  public static final Lookups NONE = new Lookups(Map.of());

  public Lookups {
    found = Map.copyOf(found);
  }

  /** Values of a key; a key nobody asked is a bug, not an empty answer. */
  List<String> of(Key key) {
    List<String> values = found.get(key);
    if (values == null) {
      throw new UnansweredKey(key);
    }
    return values;
  }

  boolean answers(Key key) {
    return found.containsKey(key);
  }

  /** Only these keys, so that a result records what its decision relied on and nothing else. */
  public Lookups only(Set<Key> keys) {
    Map<Key, List<String>> some = new HashMap<>(found);
    some.keySet().retainAll(keys);
    return new Lookups(some);
  }

  /** Thrown when a decision needs a key that was not looked up. */
  public static final class UnansweredKey extends IllegalStateException {

    // Exceptions are serializable, but nobody serializes this one.
    private final transient Key key;

    UnansweredKey(Key key) {
      super("key was not looked up: " + key);
      this.key = key;
    }

    public Key key() {
      return key;
    }
  }
}
