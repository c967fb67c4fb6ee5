package io.loyaltysuite.loyalty.api.v2;

import io.loyaltysuite.loyalty.account.RestAccounts;
import io.loyaltysuite.loyalty.card.Language;
import io.loyaltysuite.loyalty.ledger.Programs;
import io.loyaltysuite.loyalty.rounds.End;
import io.loyaltysuite.loyalty.rounds.Rounds;
import io.loyaltysuite.loyalty.rounds.Rounds.Pace;
import io.loyaltysuite.loyalty.view.PosOperation;
import io.loyaltysuite.loyalty.view.PosOperations;
import io.loyaltysuite.loyalty.view.PosOperations.Unfinished;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Ends operations of cash desks that an instance began and never ended, so that no part of an order
 * stays alone when nobody tells it again. Instances need not agree who does: the commands' ids
 * follow from the operation, and what was decided is found.
 */
@Component
class PosSweep {

  private static final Logger LOG = LoggerFactory.getLogger(PosSweep.class);

  /** What those use who have no preference. */
  private static final Language LANGUAGE = Language.of("en");

  private final PosOperations operations;
  private final PosDesk desk;
  private final RestAccounts accounts;
  private final Programs programs;
  private final PosProperties properties;
  private final InstantSource clock;

  PosSweep(
      PosOperations operations,
      PosDesk desk,
      RestAccounts accounts,
      Programs programs,
      PosProperties properties,
      InstantSource clock) {
    this.operations = operations;
    this.desk = desk;
    this.accounts = accounts;
    this.programs = programs;
    this.properties = properties;
    this.clock = clock;
  }

  private void sweep(End end) {
    var before = clock.instant().minus(properties.unfinishedAfter());
    var some = operations.unfinished(before, null, properties.batch());
    while (!some.isEmpty()) {
      end(some, end);
      some = operations.unfinished(before, some.getLast().operation(), properties.batch());
    }
  }

  private void end(List<Unfinished> some, End end) {
    for (var each : some) {
      if (!end.hasCome()) {
        end(each.portalId(), each.operation());
      }
    }
  }

  private void end(long portalId, PosOperation operation) {
    try {
      var asker = asker(portalId, operation);
      if (asker != null) {
        desk.finish(asker, operation);
        LOG.info("Operation {} of a cash desk was ended: done.", operation.id());
      }
    } catch (Refusal refusal) {
      LOG.info(
          "Operation {} of a cash desk was ended: {}.", operation.id(), refusal.rejection().code());
    } catch (RuntimeException e) {
      LOG.warn("Operation {} of a cash desk is ended later.", operation.id(), e);
    }
  }

  /** It counts with the moment it was told first. */
  private @Nullable Asker asker(long portalId, PosOperation operation) {
    var call = new Call(operation.id(), operation.id().toString(), operation.created(), 0, "admin");
    return accounts
        .ofPortal(portalId)
        .map(
            account ->
                new Asker(
                    call, account, programs.of(portalId, account.settingsVersion()), LANGUAGE))
        .orElse(null);
  }

  @Bean
  Rounds posRounds() {
    return new Rounds("pos-sweep", Pace.every(properties.interval()), this::sweep);
  }
}
