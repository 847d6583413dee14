package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.settings.Project.Revision;

@EnabledIf("hasGit")
final class GitRevisionTest {
  private final Path folder;

  GitRevisionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theRevisionIsTheCommitAndWhetherTrackedFilesDiffer() throws Exception {
    git("init", "--quiet");
    Path pom = Files.writeString(folder.resolve("pom.xml"), "<project/>");
    git("add", "pom.xml");
    git("commit", "--quiet", "-m", "first");
    git("tag", "v1");
    Path module = Files.createDirectory(folder.resolve("module"));
    Revision clean = Objects.requireNonNull(GitRevision.of(module));
    assertThat(clean.commit()).matches("[0-9a-f]{40}");
    assertThat(clean.dirty()).isFalse();
    Files.writeString(pom, "<project></project>");
    assertThat(GitRevision.of(folder)).isEqualTo(new Revision(clean.commit(), true));
  }

  @Test
  void outsideAWorkTreeThereIsNoRevision() throws IOException {
    assertThat(GitRevision.of(folder)).isNull();
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor())
        .isZero();
  }

  static boolean hasGit() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
