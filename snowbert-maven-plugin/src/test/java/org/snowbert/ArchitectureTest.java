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
import org.junit.jupiter.api.Test;

/** The arrows between the packages, which point one way. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.snowbert");

  /** What each package may use beside itself, {@code org.snowbert} and what is not ours. */
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "safetensors", List.of(),
          "text", List.of("safetensors"),
          "model", List.of("safetensors"),
          "inference", List.of("model", "text"),
          "corpus", List.of("text"),
          "masking", List.of("text", "safetensors"),
          "training", List.of("inference", "model", "masking", "text", "safetensors"),
          "pipeline", List.of("training", "model", "masking", "text", "safetensors", "corpus"),
          "report", List.of("pipeline", "training"),
          "maven",
              List.of(
                  "report",
                  "pipeline",
                  "training",
                  "model",
                  "masking",
                  "text",
                  "safetensors",
                  "corpus"));

  @Test
  void packagesUseOnlyThoseBelowThem() {
    ARROWS.forEach(
        (name, below) -> {
          List<String> forbidden =
              ARROWS.keySet().stream()
                  .filter(other -> !other.equals(name) && !below.contains(other))
                  .map(other -> "org.snowbert." + other)
                  .toList();
          noClasses()
              .that()
              .resideInAPackage("org.snowbert." + name)
              .should()
              .dependOnClassesThat(resideInAnyPackage(forbidden.toArray(String[]::new)))
              .allowEmptyShould(true)
              .check(CLASSES);
        });
  }

  @Test
  void theRootUsesNoPackage() {
    noClasses()
        .that()
        .resideInAPackage("org.snowbert")
        .and(not(equivalentTo(MaskedLanguageModel.class)))
        .should()
        .dependOnClassesThat(resideInAPackage("org.snowbert.*"))
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
        .resideInAnyPackage(
            ARROWS.keySet().stream().map(name -> "org.snowbert." + name).toArray(String[]::new))
        .orShould()
        .resideInAPackage("org.snowbert")
        .check(CLASSES);
  }

  @Test
  void onlyTheGoalsKnowMaven() {
    noClasses()
        .that(not(resideInAPackage("org.snowbert.maven")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "javax.inject.."))
        .check(CLASSES);
  }

  @Test
  void onlyModelAndTrainingKnowTheEngine() {
    noClasses()
        .that(not(resideInAnyPackage("org.snowbert.model", "org.snowbert.training")))
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
