package io.loyaltysuite.simulator;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.Test;

/** Who may use whom inside the simulator; the simulator itself uses nothing of the suite. */
class PackagesTest {

  private static final String BASE = "io.loyaltysuite.simulator";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.loyaltysuite");

  private static LayeredArchitecture packages() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.loyaltysuite..")
        .layer("root")
        .definedBy(BASE)
        .layer("php")
        .definedBy(BASE + ".php")
        .layer("time")
        .definedBy(BASE + ".time")
        .layer("http")
        .definedBy(BASE + ".http")
        .layer("portal")
        .definedBy(BASE + ".portal")
        .layer("oauth")
        .definedBy(BASE + ".oauth")
        .layer("workflow")
        .definedBy(BASE + ".workflow")
        .layer("webhook")
        .definedBy(BASE + ".webhook")
        .layer("rest")
        .definedBy(BASE + ".rest")
        .layer("demo")
        .definedBy(BASE + ".demo")
        .whereLayer("php")
        .mayNotAccessAnyLayer()
        .whereLayer("time")
        .mayNotAccessAnyLayer()
        .whereLayer("http")
        .mayOnlyAccessLayers("php")
        .whereLayer("portal")
        .mayOnlyAccessLayers("php")
        .whereLayer("oauth")
        .mayOnlyAccessLayers("php", "http", "portal")
        .whereLayer("workflow")
        .mayOnlyAccessLayers("php", "time", "portal")
        .whereLayer("webhook")
        .mayOnlyAccessLayers("php", "time", "portal", "oauth", "workflow")
        .whereLayer("rest")
        .mayOnlyAccessLayers("php", "time", "http", "portal", "oauth", "workflow")
        .whereLayer("demo")
        .mayNotBeAccessedByAnyLayer();
  }

  @Test
  void packagesUseOnlyWhatTheyMay() {
    assertThatCode(() -> packages().ensureAllClassesAreContainedInArchitecture().check(CLASSES))
        .doesNotThrowAnyException();
  }

  @Test
  void anOffenderIsFound() {
    LayeredArchitecture stricter = packages().whereLayer("workflow").mayOnlyAccessLayers("php");

    assertThatThrownBy(() -> stricter.check(CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Engine");
  }
}
