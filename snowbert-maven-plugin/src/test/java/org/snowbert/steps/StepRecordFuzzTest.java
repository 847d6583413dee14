package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.fuzz.Mutator;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.internal.Folders;

/** Damages a file in the folder {@code target} of a finished build. */
@Tag("fuzz")
final class StepRecordFuzzTest {
  @Test
  void damagedFiles(@TempDir Path folder) throws IOException {
    SmallProject project = new SmallProject(folder);
    project.build(StepName.EVALUATE);
    Path whole = project.layout.build();
    List<Path> files = Folders.files(whole);
    new Fuzz(
            Files.createDirectory(folder.resolve("fuzz")),
            (mutator, input) -> damage(mutator, whole, files, input),
            (input, work) -> {
              for (Path file : Folders.files(input)) {
                Path copy = work.resolve(input.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
              }
              project.in(work).pipeline(new StepsDoneInThisBuild()).evaluate();
            })
        .run();
  }

  /**
   * Copies the files and damages one of them. In half of the cases, its size and time do not
   * change.
   */
  private static void damage(Mutator mutator, Path whole, List<Path> files, Path input)
      throws IOException {
    Path damaged = mutator.any(files);
    boolean hidden = mutator.once(2);
    for (Path file : files) {
      Path copy = input.resolve(whole.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      if (file.equals(damaged)) {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] content = mutator.mutate(Files.readAllBytes(file));
        Files.write(copy, hidden ? Arrays.copyOf(content, (int) Files.size(file)) : content);
        Files.setLastModifiedTime(
            copy, hidden ? time : FileTime.from(time.to(TimeUnit.SECONDS) + 10, TimeUnit.SECONDS));
      }
    }
  }
}
