package io.loyaltysuite.journal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.loyaltysuite.journal.JournalApplication;
import io.loyaltysuite.journal.architecture.offenders.Asker;
import io.loyaltysuite.journal.architecture.offenders.Gambler;
import io.loyaltysuite.journal.architecture.offenders.Generated;
import io.loyaltysuite.journal.architecture.offenders.Impatient;
import io.loyaltysuite.journal.architecture.offenders.Springy;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Rules hold on our code, and each of them fails on a known offender. */
class ArchitectureTest {

  private static final String JOURNAL = "io.loyaltysuite.journal.";

  private static final Set<String> THINKING =
      Stream.of(
              "bundle.BundleLine",
              "event.HeaderText",
              "event.Labels",
              "event.PlainJson",
              "replay.Portions",
              "replay.Verdict",
              "search.Cursor",
              "search.Query",
              "search.Question",
              "search.Questions",
              "timeline.Call",
              "timeline.Story",
              "timeline.Timeline",
              "timeline.Told")
          .map(JOURNAL::concat)
          .collect(Collectors.toUnmodifiableSet());

  /** Nobody can store, search or tell by a generated type: the store must outlive every schema. */
  private static final ArchRule NO_GENERATED_TYPES =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.loyaltysuite.schemas.v1..");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.loyaltysuite.journal");

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
  void thinkingClassesTouchNothing() {
    assertThat(MAIN.stream().map(JavaClass::getName)).containsAll(THINKING);
    Thinking.in(THINKING).check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(classes = {Asker.class, Gambler.class, Impatient.class, Springy.class})
  void aTouchInThinkingClassIsFound(Class<?> offender) {
    var classes = new ClassFileImporter().importClasses(offender);
    var result = Thinking.in(Set.of(offender.getName())).evaluate(classes);
    assertThat(result.hasViolation()).as(offender.getSimpleName()).isTrue();
  }

  @Test
  void generatedTypesStayOutside() {
    NO_GENERATED_TYPES.check(MAIN);
  }

  @Test
  void aGeneratedTypeIsFound() {
    var classes = new ClassFileImporter().importClasses(Generated.class);
    assertThat(NO_GENERATED_TYPES.evaluate(classes).hasViolation()).isTrue();
  }
}
