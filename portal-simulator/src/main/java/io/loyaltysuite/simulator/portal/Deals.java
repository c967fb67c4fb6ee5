package io.loyaltysuite.simulator.portal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The deals of a portal's CRM. Thread-safe. */
public final class Deals {

  private final Map<Long, Deal> byId = new ConcurrentHashMap<>();
  private final AtomicLong nextRow = new AtomicLong(1_000_001);
  private volatile boolean denied;
  private volatile boolean frozen;
  private volatile boolean fieldsFrozen;

  /** Puts the deal in the place of the one with its number. */
  public void put(Deal deal) {
    byId.put(deal.id(), deal);
  }

  /** Removes the deal. */
  public void remove(long id) {
    byId.remove(id);
  }

  /** The deal of this number. */
  public Optional<Deal> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All deals. */
  public List<Deal> all() {
    return List.copyOf(byId.values());
  }

  /** Changes fields; their names are in upper case. */
  public void update(long id, Map<String, String> fields) {
    byId.computeIfPresent(
        id,
        (_, deal) -> {
          Deal changed = deal;
          for (var field : fields.entrySet()) {
            changed = changed.with(field.getKey(), field.getValue());
          }
          return changed;
        });
  }

  /** Replaces all rows; each gets a new id, and the sum follows unless it was set by hand. */
  public void replaceRows(long id, List<Map<String, Object>> rows) {
    long first = nextRow.getAndAdd(rows.size());
    byId.computeIfPresent(id, (_, deal) -> deal.withRows(rows, first));
  }

  /** Whether the caller's rights end before the deals. */
  public boolean denied() {
    return denied;
  }

  /** Whether product rows cannot be changed. */
  public boolean frozen() {
    return frozen;
  }

  /** Refuses every change of product rows from now on, or no more. */
  public void freezeRows(boolean value) {
    frozen = value;
  }

  /** Whether fields cannot be changed. */
  public boolean fieldsFrozen() {
    return fieldsFrozen;
  }

  /** Refuses every change of fields from now on, or no more; rows can be changed. */
  public void freezeFields(boolean value) {
    fieldsFrozen = value;
  }

  /** Takes the rights on deals away from everybody, or gives them back. */
  public void deny(boolean value) {
    denied = value;
  }
}
