package org.snowbert.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.SmallProject;
import org.snowbert.steps.TestSettings;

/** Builds that share a cache. */
final class StepCacheTest {
  private static final long LARGE = 1_000_000_000;

  private Path folder;
  private SmallProject project;
  private TestSettings settings;
  private Layout layout;
  private @Nullable Path cache;
  private long size = LARGE;
  private String pluginDigest = "";

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    project = new SmallProject(folder);
    settings = project.settings;
    layout = project.layout;
    cache = folder.resolve("cache");
  }

  /** Runs a new build and returns its jobs. */
  private List<Job> build() throws IOException {
    project.jobs.done.clear();
    project.log.infos.clear();
    StepCache stepCache = new StepCache(cache, size, pluginDigest, project.log);
    project.pipeline(new StepsDoneInThisBuild(), project.jobs, stepCache).bring(StepName.EVALUATE);
    return List.copyOf(project.jobs.done);
  }

  private void clean() throws IOException {
    Folders.delete(layout.build());
  }

  private List<Path> finished() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("cache/finished"))) {
      return entries.sorted().toList();
    }
  }

  private Path finished(StepName step) throws IOException {
    return finished().stream()
        .filter(entry -> entry.getFileName().toString().startsWith(step + "-"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCleanedBuildTakesResultsFromTheCacheAndEndsInTheSameFiles() throws IOException {
    assertThat(build()).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
    Inventory before = Inventory.of(layout.root());
    JsonObject run = run().getAsJsonObject("train");
    byte[] zip = Files.readAllBytes(layout.zip());
    clean();
    assertThat(build()).isEmpty();
    assertThat(project.log.infos)
        .contains("train: taken from the cache because it never finished here");
    assertThat(layout.zip()).hasBinaryContent(zip);
    for (String file : List.of("metrics.jsonl", "results.json", "evaluation.json")) {
      assertThat(Inventory.of(layout.root()).files().get(file)).isEqualTo(before.files().get(file));
    }
    assertThat(run().getAsJsonObject("train")).isEqualTo(run);
    assertThat(build()).isEmpty();
    assertThat(project.log.infos).isEmpty();
    assertThat(project.log.warnings).isEmpty();
  }

  private JsonObject run() throws IOException {
    return JsonParser.parseString(Files.readString(layout.run())).getAsJsonObject();
  }

  @Test
  void aChangedParameterMakesAnotherEntryAndTheFirstStays() throws IOException {
    build();
    settings.learningRate = 1e-3;
    assertThat(build()).containsExactly(Job.TRAIN, Job.EVALUATE);
    settings.learningRate = 5e-5;
    assertThat(build()).isEmpty();
    assertThat(project.log.infos)
        .contains("train: taken from the cache because learningRate was 0.001 and is 5e-5");
  }

  @Test
  void anotherSnapshotOfThePluginTakesNothing() throws IOException {
    pluginDigest = "one";
    build();
    clean();
    pluginDigest = "another";
    assertThat(build()).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
  }

  @Test
  void withoutACacheEveryJobRunsAgain() throws IOException {
    cache = null;
    build();
    clean();
    assertThat(build()).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
  }

  @Test
  void aDamagedEntryIsReportedAndReplaced() throws IOException {
    build();
    clean();
    Path entry = finished(StepName.TRAIN);
    Path model = entry.resolve("files/model/model.safetensors");
    byte[] content = Files.readAllBytes(model);
    Files.writeString(model, "x", StandardOpenOption.APPEND);
    assertThat(build()).containsExactly(Job.TRAIN);
    assertThat(project.log.warnings)
        .containsExactly(
            "train: %s is damaged and not used: model/model.safetensors has %d bytes instead of %d"
                .formatted(entry, content.length + 1, content.length));
    assertThat(model).hasBinaryContent(content);
    assertThat(layout.model().resolve("model.safetensors")).hasBinaryContent(content);
  }

  @Test
  void aManifestThatNamesFilesOutsideTheFolderIsNotUsed() throws IOException {
    build();
    clean();
    Path manifest = finished(StepName.TRAIN).resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("results.json", "../../results.json"));
    assertThat(build()).containsExactly(Job.TRAIN);
    assertThat(project.log.warnings).singleElement().asString().contains("../../results.json");
    assertThat(folder.resolve("results.json")).doesNotExist();
  }

  @Test
  void anIncompleteEntryIsNotUsed() throws IOException {
    build();
    clean();
    Path entry = finished(StepName.TRAIN);
    for (String manifest : List.of("", "{\"inventory\": {}", "{\"inventory\": {}, \"run\": {}}")) {
      Files.writeString(entry.resolve("manifest.json"), manifest);
      assertThat(build()).containsExactly(Job.TRAIN);
      clean();
    }
  }

  @Test
  void theEntryThatWasUnusedForTheLongestTimeIsDeletedFirst() throws IOException {
    build();
    Path first = finished(StepName.TRAIN);
    Path tokens = finished(StepName.TOKENIZE);
    Instant then = Instant.now().minus(Duration.ofDays(1));
    for (Path entry : finished()) {
      Files.setLastModifiedTime(entry, FileTime.from(then.minus(Duration.ofDays(1))));
    }
    clean();
    build(); // uses all
    Files.setLastModifiedTime(first, FileTime.from(then));
    long evaluation = bytes(List.of(finished(StepName.EVALUATE)));
    size = bytes(finished()) + evaluation + 100;
    settings.learningRate = 1e-3;
    build();
    assertThat(first).doesNotExist();
    assertThat(tokens).exists();
    assertThat(bytes(finished())).isLessThanOrEqualTo(size);
  }

  /** The cache of a CI whose jobs are always cancelled holds only such checkpoints. */
  @Test
  void checkpointsOfUnfinishedTrainingsAreDeletedToo() throws IOException {
    Path unfinished = folder.resolve("cache/unfinished/train-1/step-1");
    Files.createDirectories(unfinished);
    Files.write(unfinished.resolve("model.safetensors"), new byte[100_000]);
    Files.setLastModifiedTime(unfinished.getParent(), FileTime.from(Instant.EPOCH));
    size = 90_000;
    project.jobs.failing = true;
    assertThatThrownBy(this::build).isInstanceOf(IOException.class);
    assertThat(unfinished).doesNotExist();
  }

  /** Another build writes the young one, and a killed build left the old one. */
  @Test
  void anEntryThatIsBeingWrittenStays() throws IOException {
    Path written = folder.resolve("cache/finished/.train-1");
    Path left = folder.resolve("cache/finished/.train-2");
    for (Path entry : List.of(written, left)) {
      Files.createDirectories(entry);
      Files.write(entry.resolve("model.safetensors"), new byte[100_000]);
    }
    Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
    size = 90_000;
    build();
    assertThat(written.resolve("model.safetensors")).exists();
    assertThat(left).doesNotExist();
  }

  private static long bytes(List<Path> entries) throws IOException {
    long bytes = 0;
    for (Path entry : entries) {
      for (Path file : Folders.files(entry)) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Test
  void aResultThatIsLargerThanTheCacheIsNotKept() throws IOException {
    size = 1000;
    build();
    assertThat(project.log.warnings)
        .anyMatch(
            line ->
                line.matches(
                    "tokenize: the result of [\\d,]+ bytes is not kept.*snowbert.cacheSize.*"));
    assertThat(finished())
        .allMatch(entry -> !entry.getFileName().toString().startsWith("tokenize"));
  }

  /** This happens after a clock that was ahead is corrected. */
  @Test
  void entriesWithTimesInTheFutureAreTakenAndDeletedInTheEnd() throws IOException {
    build();
    for (Path entry : finished()) {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now().plus(Duration.ofDays(9))));
    }
    clean();
    assertThat(build()).isEmpty();
    size = bytes(finished());
    for (int i = 1; i <= 5; i++) {
      settings.learningRate = i;
      assertThat(build()).containsExactly(Job.TRAIN, Job.EVALUATE);
      assertThat(bytes(finished())).isLessThanOrEqualTo(size);
    }
  }

  @Test
  void aCacheThatCannotBeMadeCausesAWarningAndNoFailure() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file");
    assertThat(build()).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
    assertThat(project.log.warnings).hasSize(3).allMatch(line -> line.contains("snowbert.cache"));
  }
}
