package io.loyaltysuite.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.loyaltysuite.gateway.GatewayApplication;
import io.loyaltysuite.gateway.architecture.offenders.Gambler;
import io.loyaltysuite.gateway.architecture.offenders.Impatient;
import io.loyaltysuite.gateway.architecture.offenders.Springy;
import io.loyaltysuite.gateway.architecture.offenders.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Rules hold on our code, and each of them fails on a known offender. */
class ArchitectureTest {

  @Test
  void packagesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(GatewayApplication.class).verify();
  }

  @Test
  void anUndeclaredUseIsFound() {
    var modules = ApplicationModules.of("io.loyaltysuite.offender", _ -> true);
    assertThatThrownBy(modules::verify)
        .isInstanceOf(Violations.class)
        .hasMessageContaining("secretive")
        .hasMessageContaining("plain");
  }

  @Test
  void thinkingPackagesTouchNothing() {
    var main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.loyaltysuite.gateway");
    Thinking.in("..gateway.activity..", "..gateway.webhook.form..", "..gateway.work.deal..")
        .check(main);
  }

  @ParameterizedTest
  @ValueSource(classes = {Impatient.class, Springy.class, Gambler.class, Writer.class})
  void aTouchInAThinkingPackageIsFound(Class<?> offender) {
    JavaClasses classes = new ClassFileImporter().importClasses(offender);
    var result = Thinking.in("..architecture.offenders..").evaluate(classes);
    assertThat(result.hasViolation()).as(offender.getSimpleName()).isTrue();
  }
}
