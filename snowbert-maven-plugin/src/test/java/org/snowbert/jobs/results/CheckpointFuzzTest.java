package org.snowbert.jobs.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.internal.Folders;

@Tag("fuzz")
final class CheckpointFuzzTest {
  private static final List<String> FILES =
      List.of(Checkpoint.PARAMETERS, Checkpoint.MOMENTS, Checkpoint.METRICS, "config.json");

  /**
   * The damage of a checkpoint is found, or the files that are read from it are as they were
   * written.
   */
  @Test
  void damagedCheckpoints(@TempDir Path folder) throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    for (String name : FILES) {
      Files.write(whole.resolve(name), name.repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    Checkpoint.seal(whole, 3, 12, Map.of("seed", "42", "model", "tiny"));
    List<Path> files = Folders.files(whole);
    new Fuzz(
            Files.createDirectory(folder.resolve("fuzz")),
            (mutator, input) -> {
              // Most often the manifest, which the other files are checked against.
              Path damaged =
                  mutator.once(3) ? mutator.any(files) : whole.resolve("checkpoint.json");
              for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                Files.write(
                    input.resolve(file.getFileName()),
                    file.equals(damaged) ? mutator.mutate(content) : content);
              }
            },
            (input, work) -> read(input, whole))
        .run();
  }

  private static void read(Path input, Path whole) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(input);
    String damage = checkpoint == null ? null : checkpoint.damage(input);
    if (damage != null) {
      assertThat(damage).doesNotContain("\n");
    } else if (checkpoint != null) {
      for (String name : FILES) {
        assertThat(input.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
      }
    }
  }
}
