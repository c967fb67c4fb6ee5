package io.loyaltysuite.schemas;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Texts by name, in the order of the names, that never change and go into many events: the codec
 * turns them into bytes once.
 */
public final class SharedTexts extends AbstractMap<String, String> {

  private final Map<String, String> texts;
  private volatile byte @Nullable [] encoded;

  private SharedTexts(Map<String, String> texts) {
    this.texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /** A copy, unless the texts are shared ones already. */
  public static SharedTexts of(Map<String, String> texts) {
    return texts instanceof SharedTexts shared ? shared : new SharedTexts(texts);
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return texts.entrySet();
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    return texts.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return texts.containsKey(name);
  }

  byte @Nullable [] encoded() {
    return encoded;
  }

  /** Several threads may find nothing and encode; their bytes are the same. */
  void remember(byte[] bytes) {
    encoded = bytes;
  }
}
