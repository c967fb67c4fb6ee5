package io.loyaltysuite.gateway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rule of thinking packages: everything they need comes in as arguments. */
final class Thinking {
  private static final String[] THE_WORLD = {
    "org.springframework..",
    "org.apache.kafka..",
    "jakarta..",
    "java.sql..",
    "javax.sql..",
    "java.net.http..",
    "java.nio.file..",
    "java.io..",
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

  static ArchRule in(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(THE_WORLD)
        .orShould()
        .accessTargetWhere(asksForTimeOrChance())
        .because("thinking code asks nobody: time, ids and data come in as arguments");
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
