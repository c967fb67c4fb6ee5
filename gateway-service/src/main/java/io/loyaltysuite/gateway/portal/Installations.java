package io.loyaltysuite.gateway.portal;

import io.loyaltysuite.gateway.trouble.OngoingTrouble;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The portals that installed the application, by member_id. All of them are in memory, so webhooks
 * are authenticated while PostgreSQL is away; what another instance changed arrives within seconds.
 */
@Component
public class Installations implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Installations.class);

  /** Covers clocks that differ and transactions that commit late. */
  private static final long OVERLAP_SECONDS = 60;

  private final InstallationStore store;
  private final PortalProperties properties;
  private final InstantSource clock;
  private final OngoingTrouble trouble =
      new OngoingTrouble(log, "Portals in memory cannot be compared with the database");
  private final ConcurrentHashMap<String, Installation> known = new ConcurrentHashMap<>();
  private volatile Instant comparedAt = Instant.EPOCH;
  private volatile @Nullable ScheduledExecutorService comparing;

  Installations(InstallationStore store, PortalProperties properties, InstantSource clock) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Finds a portal, also an uninstalled one.
   *
   * @throws org.springframework.dao.DataAccessException when the portal is not in memory and
   *     PostgreSQL cannot be asked
   */
  public Optional<Installation> find(String memberId) {
    return inMemory(memberId).or(() -> refresh(memberId));
  }

  /** Finds a portal without asking PostgreSQL; one that just installed may be missing. */
  public Optional<Installation> inMemory(String memberId) {
    return Optional.ofNullable(known.get(memberId));
  }

  /** Reads one portal again, after this instance changed it. */
  Optional<Installation> refresh(String memberId) {
    var stored = store.find(memberId);
    stored.ifPresent(installation -> known.put(memberId, installation));
    return stored;
  }

  private void compare() {
    try {
      var now = clock.instant();
      store.changedSince(comparedAt).forEach(one -> known.put(one.memberId(), one));
      comparedAt = now.minusSeconds(OVERLAP_SECONDS);
      trouble.over();
    } catch (RuntimeException e) {
      trouble.failed(e);
    }
  }

  @Override
  public void start() {
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("installations").factory());
    compare();
    long interval = properties.refreshInterval().toMillis();
    var _ =
        executor.scheduleWithFixedDelay(this::compare, interval, interval, TimeUnit.MILLISECONDS);
    comparing = executor;
  }

  @Override
  public void stop() {
    var executor = comparing;
    if (executor != null) {
      executor.shutdownNow();
    }
    comparing = null;
  }

  @Override
  public boolean isRunning() {
    return comparing != null;
  }

  /** Before anything takes webhooks. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 8192;
  }
}
