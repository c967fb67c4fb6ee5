package io.loyaltysuite.journal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rule of thinking classes: everything they need comes in as arguments. */
final class Thinking {

  private static final String[] THE_WORLD = {
    "org.springframework..",
    "org.apache.kafka..",
    "jakarta..",
    "java.sql..",
    "javax.sql..",
    "java.net.http..",
    "java.nio.file..",
    "java.util.concurrent..",
    "org.slf4j.."
  };

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Random",
          "java.util.random.RandomGenerator",
          "java.security.SecureRandom");

  private static final Set<String> SYSTEM_METHODS =
      Set.of(
          "now", "currentTimeMillis", "nanoTime", "getenv", "getProperty", "randomUUID", "random");

  private Thinking() {}

  /** The rule for these classes and what is nested in them. */
  static ArchRule in(Set<String> classes) {
    return noClasses()
        .that(are(classes))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(THE_WORLD)
        .orShould()
        .accessTargetWhere(asksForTimeOrChance())
        .because("thinking code asks nobody: time, ids and data come in as arguments");
  }

  private static DescribedPredicate<JavaClass> are(Set<String> classes) {
    return DescribedPredicate.describe(
        "think", found -> classes.contains(found.getName().replaceFirst("\\$.*", "")));
  }

  /** A predicate over accesses sees {@code Instant::now}; one over calls would not. */
  private static DescribedPredicate<JavaAccess<?>> asksForTimeOrChance() {
    return DescribedPredicate.describe(
        "the target tells time, chance or environment",
        access -> {
          var owner = access.getTargetOwner().getFullName();
          boolean ofJdk = owner.startsWith("java.");
          return CLOCKS_AND_CHANCE.contains(owner)
              || (ofJdk && SYSTEM_METHODS.contains(access.getTarget().getName()));
        });
  }
}
