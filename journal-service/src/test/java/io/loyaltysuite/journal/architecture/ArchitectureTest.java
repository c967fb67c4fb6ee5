package io.loyaltysuite.journal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.loyaltysuite.journal.JournalApplication;
import io.loyaltysuite.schemas.v1.DeadLetter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Rules hold on our code, and each of them fails on a known offender. */
class ArchitectureTest {

  /** Nobody can store, search or tell by a generated type: the store must outlive every schema. */
  private static final ArchRule NO_GENERATED_TYPES =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.loyaltysuite.schemas.v1..");

  @Test
  void packagesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(JournalApplication.class).verify();
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
  void generatedTypesStayOutside() {
    var main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.loyaltysuite.journal");
    NO_GENERATED_TYPES.check(main);
  }

  @Test
  void aGeneratedTypeIsFound() {
    var classes = new ClassFileImporter().importClasses(Offender.class);
    assertThat(NO_GENERATED_TYPES.evaluate(classes).hasViolation()).isTrue();
  }

  /** Uses what it must not. */
  private record Offender(DeadLetter letter) {
    SpecificRecord record() {
      return letter;
    }
  }
}
