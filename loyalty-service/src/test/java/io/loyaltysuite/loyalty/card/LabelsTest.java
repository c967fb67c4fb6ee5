package io.loyaltysuite.loyalty.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Managers read labels, never the names of inputs (spec 3.1). */
class LabelsTest {

  /** No manager fills these in: they come over REST, with tables, or from the service itself. */
  private static final Set<String> OF_PROGRAMS =
      Set.of(
          "external_ids",
          "crm_contact_id",
          "first",
          "outcome",
          "failure",
          "percent_applied",
          "discount_amount",
          "deal_sum_before",
          "deal_sum_after",
          "rows_changed");

  /** Remembers what it is asked for. */
  private static final class Asked extends HashMap<String, List<String>> {
    private static final long serialVersionUID = 1;

    private final transient Set<String> names = new TreeSet<>();

    @Override
    public List<String> getOrDefault(Object name, List<String> byDefault) {
      names.add((String) name);
      return super.getOrDefault(name, byDefault);
    }
  }

  private static Set<String> operations() {
    Set<String> operations = new TreeSet<>(Catalogue.operations());
    operations.remove("contact_create");
    return operations;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyInputOfAnActivityHasALabelInBothLanguages(String operation) {
    Asked asked = new Asked();
    Operations.parse(operation, asked);
    assertThat(asked.names)
        .filteredOn(name -> !OF_PROGRAMS.contains(name) && !name.startsWith("contact_n"))
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(Labels.of(name, Language.RU)).isNotEqualTo(name);
              assertThat(Labels.of(name, Language.EN)).isNotEqualTo(name);
            });
  }

  @Test
  void aManagerReadsTheLabel() {
    Call discount = Call.of("deal_discount_percent").with("deal_id", "x").with("card_number", "1");
    Decision refused = new Ledger().decide(discount.command());
    assertThat(refused.message()).isEqualTo("Поле «Сделка» заполнено неверно: «x».");
  }
}
