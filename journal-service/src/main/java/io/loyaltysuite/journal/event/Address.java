package io.loyaltysuite.journal.event;

/** Where a record stands on its topic. */
public record Address(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}
