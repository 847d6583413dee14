package org.snowbert.goals.resolver;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries that the forked JVM has, held against those that its code uses. */
final class ForkClassPathTest {
  /** The engine, which the class path gets beside the plugin's libraries. */
  private static final Set<String> ENGINE = Set.of("ai.djl", "net.java.dev.jna");

  @Test
  void hasTheLibrariesThatTheCodeOfJobsUses() {
    Set<String> folders =
        Stream.concat(ForkClassPath.OF_JOBS.stream(), ENGINE.stream())
            .map(group -> "/" + group.replace('.', '/') + "/")
            .collect(toSet());

    assertThat(librariesOfJobs())
        .anyMatch(jar -> jar.contains("/lucene-core-"))
        .allMatch(jar -> folders.stream().anyMatch(jar::contains));
  }

  /**
   * The jars with the classes that are used by a class of a job, or by one that such a class uses.
   */
  private static Set<String> librariesOfJobs() {
    Set<JavaClass> seen = new HashSet<>();
    Deque<JavaClass> left =
        new ArrayDeque<>(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("org.snowbert")
                    .stream()
                    .filter(type -> type.getPackageName().startsWith("org.snowbert.worker"))
                    .toList());
    Set<String> jars = new TreeSet<>();
    while (!left.isEmpty()) {
      JavaClass type = left.remove();
      if (!seen.add(type)) {
        continue;
      }
      if (type.getPackageName().startsWith("org.snowbert")) {
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .forEach(left::add);
      } else {
        type.getSource()
            .map(source -> source.getUri().toString())
            .filter(uri -> uri.startsWith("jar:"))
            .map(uri -> uri.substring(0, uri.indexOf('!')))
            .ifPresent(jars::add);
      }
    }
    return jars;
  }
}
