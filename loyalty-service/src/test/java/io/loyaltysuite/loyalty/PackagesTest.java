package io.loyaltysuite.loyalty;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Packages depend on what their {@code package-info} declares, and the check can fail. */
class PackagesTest {

  @Test
  void packagesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(LoyaltyApplication.class).verify();
  }

  @Test
  void anUndeclaredUseIsFound() {
    var modules = ApplicationModules.of("io.loyaltysuite.offender", _ -> true);
    assertThatThrownBy(modules::verify)
        .isInstanceOf(Violations.class)
        .hasMessageContaining("secretive")
        .hasMessageContaining("plain");
  }
}
