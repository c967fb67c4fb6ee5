package io.loyaltysuite.loyalty.reproduce;

import static io.loyaltysuite.loyalty.reproduce.RecordedHistory.result;
import static io.loyaltysuite.loyalty.reproduce.RecordedHistory.throughAvro;
import static io.loyaltysuite.loyalty.reproduce.RecordedHistory.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyaltysuite.loyalty.card.Account;
import io.loyaltysuite.loyalty.card.Call;
import io.loyaltysuite.loyalty.card.Command;
import io.loyaltysuite.loyalty.card.Decider;
import io.loyaltysuite.loyalty.card.Ledger;
import io.loyaltysuite.loyalty.card.Source;
import io.loyaltysuite.loyalty.program.Settings;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Differs;
import io.loyaltysuite.loyalty.reproduce.Reproduction.Identical;
import io.loyaltysuite.loyalty.reproduce.Reproduction.NotReproducible;
import io.loyaltysuite.schemas.v1.ActivityCommand;
import io.loyaltysuite.schemas.v1.OperationResult;
import io.loyaltysuite.schemas.v1.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recorded result is its own proof. */
class ReproduceResultTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {101, 102, 103, 104})
  void everyRecordedResultReproducesAlsoAfterAvro(long seed) {
    for (OperationResult recorded : RecordedHistory.of(seed, 250)) {
      OperationResult decoded = throughAvro(recorded);
      assertThat(RecordedResult.reproduce(recorded)).isEqualTo(new Identical());
      assertThat(RecordedResult.reproduce(decoded)).isEqualTo(new Identical());
    }
  }

  /** Nothing is left out: not a field of a result is outside what is decided again. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {101, 102, 103, 104})
  void everyRecordedResultIsMadeAnewByteForByte(long seed) {
    for (OperationResult recorded : RecordedHistory.of(seed, 250)) {
      byte[] bytes = wire(recorded, 1);
      // Maps without an order of their own have another one in another process.
      assertThat(List.copyOf(recorded.getSettings().getValues().keySet())).isSorted();
      assertThat(List.copyOf(recorded.getInputs().keySet())).isSorted();
      OperationResult again = RecordedResult.decideAgain(throughAvro(recorded), Decider::decide);
      assertThat(wire(again, 1)).as(recorded.getOperation()).isEqualTo(bytes);
    }
  }

  @Test
  void namesWhatAChangedRuleChanges() {
    OperationResult result = accrual();
    assertThat(RecordedResult.reproduce(result, under("accrual.max_per_operation", "149")))
        .isEqualTo(new Differs("status", "success", "error"));
    assertThat(RecordedResult.reproduce(result, under("accrual.lifetime_days", "30")))
        .isInstanceOfSatisfying(
            Differs.class, differs -> assertThat(differs.field()).isEqualTo("returned.expires_at"));
    assertThat(RecordedResult.reproduce(result, under("accrual.lifetime_ends", "quarter")))
        .isEqualTo(new Differs("returned.expires_at", "", "2026-03-31"));
  }

  /** Rules in which one number is another, whatever the result says of its settings. */
  private static RecordedResult.Rules under(String name, String value) {
    return (before, lookups, settings, command, at) -> {
      Map<String, String> values = new HashMap<>(settings.toMap());
      assertThat(values.put(name, value)).as(name).isNotEqualTo(value);
      return Decider.decide(before, lookups, Settings.of(settings.version(), values), command, at);
    };
  }

  @Test
  void accountsSurviveTheirRecordsAndAreTheFoldOfRecordedEntries() {
    Map<String, Account> folded = new HashMap<>();
    for (OperationResult recorded : RecordedHistory.of(105, 300)) {
      for (var row : throughAvro(recorded).getEntries()) {
        folded.compute(row.getCardId(), (_, card) -> Account.apply(card, EntryRecord.read(row)));
      }
      if (recorded.getAccountAfter() != null) {
        Account account = AccountRecord.read(recorded.getAccountAfter());
        assertThat(account).isEqualTo(folded.get(recorded.getAccountAfter().getCardId()));
      }
    }
  }

  @Test
  void carriesWhatAnIndexNeeds() {
    OperationResult result = accrual();
    assertThat(result.getStatus()).isEqualTo("success");
    assertThat(result.getOperation()).isEqualTo("accrue");
    assertThat(result.getLookups()).containsKey("card_number:79780000000");
    assertThat(result.getEntries()).hasSize(1);
    assertThat(result.getEntries().getFirst().getKind()).isEqualTo("accrued");
    assertThat(result.getEntries().getFirst().getDetails())
        .containsEntry("reason_code", "bitrix24.bizproc");
  }

  @Test
  void namesAChangedVariable() {
    OperationResult result = accrual();
    result.getReturned().stream()
        .filter(variable -> variable.getName().equals("card_balance"))
        .forEach(variable -> variable.setValue("140.00"));
    assertThat(RecordedResult.reproduce(result))
        .isEqualTo(new Differs("returned.card_balance", "140.00", "150.00"));
  }

  @Test
  void namesAChangedSentenceAndStatus() {
    OperationResult result = accrual();
    result.setMessage("Всё хорошо.");
    assertThat(RecordedResult.reproduce(result))
        .isInstanceOfSatisfying(
            Differs.class, differs -> assertThat(differs.field()).isEqualTo("message"));
    result.setStatus("error");
    assertThat(RecordedResult.reproduce(result))
        .isEqualTo(new Differs("status", "error", "success"));
  }

  @Test
  void namesAChangedEntryAndAMissingOne() {
    OperationResult result = accrual();
    result.getEntries().getFirst().setAmount("149.99");
    assertThat(RecordedResult.reproduce(result))
        .isEqualTo(new Differs("entries[0].amount", "149.99", "150.00"));
    result.setEntries(List.of());
    assertThat(RecordedResult.reproduce(result))
        .isInstanceOfSatisfying(
            Differs.class, differs -> assertThat(differs.field()).isEqualTo("entries[0]"));
  }

  @Test
  void namesAChangedDetailAndAChangedLot() {
    OperationResult result = throughAvro(accrual());
    result.getEntries().getFirst().getDetails().put("value", "1");
    assertThat(RecordedResult.reproduce(result))
        .isEqualTo(new Differs("entries[0].details.value", "1", "150.00"));
    OperationResult other = accrual();
    other.getAccountAfter().getLots().getFirst().setRemaining("1.00");
    assertThat(RecordedResult.reproduce(other))
        .isEqualTo(new Differs("account_after.lots[0].remaining", "1.00", "150.00"));
  }

  @Test
  void aChangedSnapshotGivesAnotherAnswer() {
    OperationResult result = accrual();
    result.getAccountBefore().setStatus("blocked");
    assertThat(RecordedResult.reproduce(result))
        .isEqualTo(new Differs("status", "success", "error"));
  }

  @Test
  void oldSettingsLackNewNamesAndStillReproduce() {
    OperationResult result = accrual();
    Map<String, String> fewer = new HashMap<>(result.getSettings().getValues());
    List.of(
            "accrual.max_open_lots",
            "accrual.lifetime_ends",
            "accrual.lifetime_until",
            "program.rest_round_input",
            "level.metric")
        .forEach(name -> assertThat(fewer.remove(name)).as(name).isNotNull());
    result.getSettings().setValues(fewer);
    assertThat(RecordedResult.reproduce(result)).isEqualTo(new Identical());
  }

  /** To the last byte, but for the settings that have names of today. */
  @Test
  void paymentsOfProgramsWithoutTodaysLimitsStillReproduce() {
    Ledger ledger = new Ledger();
    ledger.decide(Call.issue().with("start_balance", "500").command());
    Call pay = Call.pay("300").with("document_sum", "2000").onDeal("7");
    OperationResult paid = result(ledger.handle(pay.command()));
    assertThat(paid.getLookups().keySet()).noneMatch(key -> key.startsWith("spent:"));
    Map<String, String> fewer = new TreeMap<>(paid.getSettings().getValues());
    fewer.keySet().removeAll(List.of("payment.max_per_day", "payment.min_document_sum"));
    paid.getSettings().setValues(fewer);
    assertThat(RecordedResult.reproduce(throughAvro(paid))).isEqualTo(new Identical());
    OperationResult again = RecordedResult.decideAgain(throughAvro(paid), Decider::decide);
    again.setSettings(paid.getSettings());
    assertThat(wire(again, 1)).isEqualTo(wire(paid, 1));
  }

  @Test
  void saysWhyAResultCannotBeDecidedAgain() {
    OperationResult withoutLookups = accrual();
    withoutLookups.setLookups(Map.of());
    assertThat(reason(withoutLookups)).contains("card_number:79780000000");
    OperationResult failure = accrual();
    failure.setErrorCode("internal_error");
    assertThat(reason(failure)).contains("failure of the service");
    OperationResult unknown = accrual();
    unknown.setOperation("teleport");
    assertThat(reason(unknown)).contains("teleport");
  }

  @Test
  void readsARefusedCall() {
    ActivityCommand event =
        event("accrue", new Refusal("input_required", Map.of("field", "amount")));
    Command command = CommandRecord.read(event, Source.ACTIVITY);
    Ledger.Handled handled = new Ledger().handle(command);
    OperationResult result = result(handled);
    assertThat(result.getMessage()).isEqualTo("Не заполнено поле «Сумма» в настройках действия.");
    assertThat(result.getRefusal()).isEqualTo(event.getRefusal());
    assertThat(RecordedResult.reproduce(throughAvro(result))).isEqualTo(new Identical());
  }

  @Test
  void refusesACommandItCannotUnderstand() {
    Command command =
        CommandRecord.refused(event("teleport", null), Source.ACTIVITY, "internal_error");
    OperationResult result = result(new Ledger().handle(command));
    assertThat(result.getErrorCode()).isEqualTo("internal_error");
    assertThat(result.getOperation()).isEqualTo("teleport");
  }

  private static String reason(OperationResult result) {
    return RecordedResult.reproduce(result) instanceof NotReproducible(var reason) ? reason : "";
  }

  /** A card with nothing on it gets 150. */
  private static OperationResult accrual() {
    Ledger ledger = new Ledger();
    ledger.decide(Call.issue().command());
    return throughAvro(result(ledger.handle(Call.accrue("150").command())));
  }

  private static ActivityCommand event(String operation, @Nullable Refusal refusal) {
    OperationResult any = accrual();
    return ActivityCommand.newBuilder()
        .setCommandId(any.getCommandId())
        .setInvocation(any.getInvocation())
        .setOperation(operation)
        .setRefusal(refusal)
        .build();
  }
}
