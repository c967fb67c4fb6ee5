package io.loyaltysuite.loyalty.card;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The card and the program touch no world: no framework, no storage, no clock, no dice. */
class PureTest {

  private static final JavaClasses THINKING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.loyaltysuite.loyalty.card", "io.loyaltysuite.loyalty.program");

  private static final DescribedPredicate<JavaClass> WORLD =
      resideInAnyPackage(
              "org.springframework..",
              "org.apache..",
              "java.sql..",
              "javax.sql..",
              "java.net..",
              "java.nio.file..",
              "io.loyaltysuite.schemas.v1..")
          .and(not(resideInAPackage("org.springframework.modulith..")))
          .or(nameMatching("java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom"))
          .or(
              nameMatching(
                  "java\\.security\\.SecureRandom|java\\.time\\.Clock|java\\.io\\.File.*"));

  private static final ArchRule TOUCHES_NO_WORLD =
      noClasses().should().dependOnClassesThat(WORLD).because("thinking code is pure");

  private static final ArchRule ASKS_NO_CLOCK_AND_NO_DICE =
      noClasses()
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe("asks a clock or rolls dice", PureTest::isImpure))
          .because("everything comes in as arguments, also the time");

  private static boolean isImpure(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String owner = target.getOwner().getName();
    return switch (target.getName()) {
      case "now" -> owner.startsWith("java.time.");
      case "currentTimeMillis", "nanoTime", "getenv", "getProperty" ->
          owner.equals("java.lang.System");
      case "randomUUID", "random" -> true;
      case "systemDefault" -> owner.equals("java.time.ZoneId");
      default -> false;
    };
  }

  @Test
  void cardsAndProgramsArePure() {
    assertThat(THINKING).hasSizeGreaterThan(40);
    TOUCHES_NO_WORLD.check(THINKING);
    ASKS_NO_CLOCK_AND_NO_DICE.check(THINKING);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {CallsNow.class, RefersToNow.class, MakesRandomUuid.class, ReadsSystemTime.class})
  void theClockRuleSeesOffenders(Class<?> offender) {
    JavaClasses classes = new ClassFileImporter().importClasses(offender);
    assertThatThrownBy(() -> ASKS_NO_CLOCK_AND_NO_DICE.check(classes))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(classes = {HasAClock.class, HasDice.class, TalksSql.class, TalksKafka.class})
  void theWorldRuleSeesOffenders(Class<?> offender) {
    JavaClasses classes = new ClassFileImporter().importClasses(offender);
    assertThatThrownBy(() -> TOUCHES_NO_WORLD.check(classes)).isInstanceOf(AssertionError.class);
  }

  @SuppressWarnings("JavaTimeDefaultTimeZone")
  static final class CallsNow {
    Instant at() {
      return Instant.now();
    }
  }

  static final class RefersToNow {
    Supplier<Instant> clock() {
      return Instant::now;
    }
  }

  static final class MakesRandomUuid {
    Supplier<UUID> ids() {
      return UUID::randomUUID;
    }
  }

  static final class ReadsSystemTime {
    long at() {
      return System.currentTimeMillis();
    }
  }

  record HasAClock(Clock clock) {}

  record HasDice(Random random) {}

  record TalksSql(javax.sql.DataSource source) {}

  record TalksKafka(org.apache.kafka.common.header.Headers headers) {}
}
