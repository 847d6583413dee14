package org.snowbert;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, which point one way. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.snowbert");

  /**
   * What each package may use, lowest first, beside itself, {@code org.snowbert}, {@code internal}
   * and code that is not ours.
   */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("corpus.formats"),
          entry("corpus.workbook", "corpus.formats"),
          entry("text"),
          entry("corpus", "corpus.formats", "corpus.workbook", "text", "incremental"),
          entry("safetensors"),
          entry("model", "safetensors"),
          entry("settings", "text", "corpus", "model", "jobs", "incremental", "jobs.results"),
          entry("tokens", "text", "safetensors", "jobs", "jobs.results"),
          entry("inference", "text", "model"),
          entry(
              "worker.answers",
              "text",
              "safetensors",
              "model",
              "settings",
              "inference",
              "worker",
              "jobs",
              "jobs.results"),
          entry("masking", "text", "safetensors", "settings", "tokens"),
          entry("worker.batches", "model", "settings", "tokens", "masking"),
          entry(
              "worker.training",
              "text",
              "safetensors",
              "model",
              "settings",
              "tokens",
              "masking",
              "worker.batches",
              "worker.evaluation",
              "worker",
              "jobs",
              "jobs.results"),
          entry(
              "worker.evaluation",
              "text",
              "model",
              "settings",
              "tokens",
              "inference",
              "masking",
              "worker.batches",
              "worker.training",
              "jobs",
              "jobs.results"),
          entry(
              "worker",
              "settings",
              "tokens",
              "worker.answers",
              "worker.training",
              "worker.evaluation",
              "jobs",
              "incremental",
              "jobs.results"),
          entry("jobs", "text", "settings", "worker", "incremental"),
          entry("incremental", "jobs"),
          entry(
              "jobs.results",
              "text",
              "model",
              "settings",
              "inference",
              "worker.batches",
              "worker.evaluation",
              "worker",
              "jobs",
              "incremental"),
          entry("steps.card", "corpus", "model", "settings", "jobs", "incremental", "jobs.results"),
          entry(
              "steps.asking",
              "text",
              "model",
              "settings",
              "jobs",
              "incremental",
              "jobs.results",
              "steps.card",
              "steps"),
          entry(
              "steps",
              "text",
              "corpus",
              "model",
              "settings",
              "tokens",
              "masking",
              "jobs",
              "incremental",
              "jobs.results",
              "steps.card",
              "steps.asking"),
          entry("console", "model", "settings", "jobs.results", "steps"),
          entry("fork", "model", "settings", "worker", "jobs", "jobs.results", "console"),
          entry("goals.resolver", "corpus", "jobs", "fork"),
          entry(
              "parameters",
              "text",
              "corpus",
              "model",
              "settings",
              "masking",
              "jobs",
              "incremental",
              "fork",
              "goals.resolver"),
          entry("report", "settings", "jobs", "jobs.results"),
          entry(
              "goals",
              "text",
              "corpus",
              "model",
              "settings",
              "jobs",
              "incremental",
              "jobs.results",
              "steps.card",
              "steps.asking",
              "steps",
              "console",
              "fork",
              "goals.resolver",
              "parameters",
              "report"));

  private static Map.Entry<String, List<String>> entry(String name, String... below) {
    return Map.entry(
        "org.snowbert." + name, Stream.of(below).map("org.snowbert."::concat).toList());
  }

  @Test
  void packagesUseOnlyThoseBelowThem() {
    ARROWS.forEach(
        (name, below) -> {
          String[] forbidden =
              ARROWS.keySet().stream()
                  .filter(other -> !other.equals(name) && !below.contains(other))
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(name)
              .should()
              .dependOnClassesThat(resideInAnyPackage(forbidden))
              .allowEmptyShould(true)
              .check(CLASSES);
        });
  }

  @Test
  void theRootAndInternalUseNoPackage() {
    noClasses()
        .that()
        .resideInAnyPackage("org.snowbert", "org.snowbert.internal")
        .and(not(equivalentTo(MaskedLanguageModel.class)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ARROWS.keySet().toArray(String[]::new)))
        .check(CLASSES);
  }

  /** It shares the root with the exception that it throws, which all below it throw too. */
  @Test
  void thePublicApiIsAboveInferenceAndUsedByNothing() {
    classes()
        .that(equivalentTo(MaskedLanguageModel.class))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "org.jspecify..",
                "org.snowbert",
                "org.snowbert.inference",
                "org.snowbert.model"))
        .andShould()
        .onlyHaveDependentClassesThat(equivalentTo(MaskedLanguageModel.class))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsArrows() {
    classes()
        .should()
        .resideInAnyPackage(ARROWS.keySet().toArray(String[]::new))
        .orShould()
        .resideInAnyPackage("org.snowbert", "org.snowbert.internal")
        .check(CLASSES);
  }

  @Test
  void onlyTheGoalsAndTheirParametersKnowMaven() {
    noClasses()
        .that(not(resideInAnyPackage("org.snowbert.goals..", "org.snowbert.parameters")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "javax.inject.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheModelAndTheWorkerKnowTheEngine() {
    noClasses()
        .that(not(resideInAnyPackage("org.snowbert.model", "org.snowbert.worker..")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("ai.djl..").and(not(resideInAPackage("ai.djl.huggingface.."))))
        .check(CLASSES);
  }

  @Test
  void onlyTextKnowsTheTokenizersLibrary() {
    noClasses()
        .that(not(resideInAPackage("org.snowbert.text")))
        .should()
        .dependOnClassesThat(resideInAPackage("ai.djl.huggingface.."))
        .check(CLASSES);
  }
}
