package org.snowbert;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
          entry("incremental"),
          entry("safetensors"),
          entry("model", "safetensors"),
          entry("spark", "model"),
          entry("jobs.results", "incremental", "model"),
          entry("corpus.formats"),
          entry("corpus.workbook", "corpus.formats"),
          entry("text"),
          entry("corpus", "incremental", "corpus.formats", "corpus.workbook", "text"),
          entry("settings", "incremental", "model", "text", "corpus"),
          entry("jobs", "model", "settings"),
          entry("tokens", "safetensors", "jobs.results", "text", "settings", "jobs"),
          entry("masking", "safetensors", "text", "settings", "tokens"),
          entry("templates"),
          entry("onnx", "safetensors", "model"),
          entry(
              "steps.card",
              "incremental",
              "model",
              "jobs.results",
              "corpus",
              "settings",
              "jobs",
              "templates"),
          entry(
              "steps",
              "incremental",
              "model",
              "jobs.results",
              "text",
              "corpus",
              "settings",
              "jobs",
              "tokens",
              "masking",
              "onnx",
              "steps.card"),
          entry(
              "steps.asking",
              "incremental",
              "model",
              "jobs.results",
              "text",
              "settings",
              "jobs",
              "masking",
              "steps.card",
              "steps"),
          entry(
              "console",
              "model",
              "jobs.results",
              "text",
              "settings",
              "steps.card",
              "steps",
              "steps.asking"),
          entry("inference", "model", "text"),
          entry("worker.batches", "model", "settings", "tokens", "masking"),
          entry(
              "worker.answers",
              "safetensors",
              "model",
              "jobs.results",
              "text",
              "settings",
              "jobs",
              "inference",
              "worker.batches"),
          entry(
              "worker.evaluation",
              "model",
              "jobs.results",
              "text",
              "settings",
              "jobs",
              "tokens",
              "masking",
              "inference",
              "worker.batches"),
          entry(
              "worker.training",
              "safetensors",
              "model",
              "jobs.results",
              "text",
              "settings",
              "jobs",
              "tokens",
              "masking",
              "spark",
              "onnx",
              "worker.batches",
              "worker.evaluation"),
          entry(
              "worker",
              "incremental",
              "jobs.results",
              "settings",
              "jobs",
              "tokens",
              "worker.batches",
              "worker.answers",
              "worker.evaluation",
              "worker.training"),
          entry("fork", "model", "jobs.results", "settings", "jobs", "console", "worker"),
          entry("goals.resolver", "model", "corpus", "settings", "jobs", "fork"),
          entry(
              "parameters",
              "incremental",
              "model",
              "text",
              "corpus",
              "settings",
              "jobs",
              "masking"),
          entry("report", "jobs.results", "settings", "jobs", "templates", "steps"),
          entry(
              "goals",
              "incremental",
              "model",
              "jobs.results",
              "text",
              "corpus",
              "settings",
              "jobs",
              "steps",
              "steps.asking",
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
  void noPackagesFormACircle() {
    slices().matching("org.snowbert.(**)").should().beFreeOfCycles().check(CLASSES);
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
                "org.snowbert.internal",
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
