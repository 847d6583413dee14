package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.incremental.RecordedLog;
import org.snowbert.settings.Project.Revision;

@EnabledIf("hasGit")
final class GitRevisionTest {
  private final Path folder;
  private final RecordedLog log = new RecordedLog();

  /** Hides the git configuration of the user and of the machine. */
  private final Map<String, String> environment = new HashMap<>(Map.of("GIT_CONFIG_NOSYSTEM", "1"));

  GitRevisionTest(@TempDir Path folder) {
    this.folder = folder;
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("XDG_CONFIG_HOME", folder.resolve("home").toString());
    environment.put("GIT_CONFIG_GLOBAL", folder.resolve("home").toString());
  }

  @Test
  void theRevisionIsTheCommitAndWhetherTrackedFilesDiffer() throws Exception {
    Path pom = committed("module/pom.xml");
    git("tag", "v1");
    Revision clean = Objects.requireNonNull(revision(pom));
    assertThat(clean.commit()).matches("[0-9a-f]{40}");
    assertThat(clean.dirty()).isFalse();
    Files.writeString(pom, "<project></project>");
    assertThat(revision(pom)).isEqualTo(new Revision(clean.commit(), true));
    assertThat(log.warnings).isEmpty();
  }

  @Test
  void outsideAWorkTreeThereIsNoRevision() throws IOException {
    assertThat(revision(pom("pom.xml"))).isNull();
    assertThat(log.warnings).isEmpty();
  }

  @Test
  void aPomThatGitDoesNotTrackHasNoRevision() throws Exception {
    committed(".gitignore", "ignored/");
    assertThat(revision(pom("ignored/pom.xml"))).isNull();
    assertThat(revision(pom("new/pom.xml"))).isNull();
    assertThat(log.warnings).isEmpty();
  }

  @Test
  void aHookOfAnotherRepositoryDoesNotDecide(@TempDir Path outside) throws Exception {
    committed("pom.xml");
    environment.put("GIT_DIR", folder.resolve(".git").toString());
    Path pom = Files.writeString(outside.resolve("pom.xml"), "<project/>");
    environment.put("GIT_WORK_TREE", outside.toString());
    assertThat(revision(pom)).isNull();
    assertThat(log.warnings).isEmpty();
  }

  @Test
  void theNameOfThePomIsNoPattern() throws Exception {
    committed("module/pom.xml");
    assertThat(revision(pom("module/pom.*"))).isNull();
  }

  @Test
  void aRepositoryWithoutACommitHasNoRevision() throws Exception {
    git("init", "--quiet");
    Path pom = pom("pom.xml");
    git("add", "pom.xml");
    assertThat(revision(pom)).isNull();
    assertThat(log.warnings).isEmpty();
  }

  @Test
  void aRefusalOfGitIsAWarningWithGitsReason() throws Exception {
    Path pom = committed("module/pom.xml");
    environment.put("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"); // git itself tests with this variable
    assertThat(revision(pom)).isNull();
    assertThat(log.warnings)
        .containsExactly(
            "the provenance names no commit, because git fails in %s (detected dubious ownership in repository at '%s'): run git status there and do what git says"
                .formatted(pom.getParent(), folder.toRealPath()));
  }

  @Test
  void aDamagedRepositoryIsAWarning() throws Exception {
    Path pom = committed("pom.xml");
    Files.writeString(folder.resolve(".git/index"), "no index of git");
    assertThat(revision(pom)).isNull();
    assertThat(log.warnings).singleElement().asString().contains("(.git/index: ");
  }

  @Test
  void aLostCommitIsAWarning() throws Exception {
    Path pom = committed("pom.xml");
    String commit = Objects.requireNonNull(revision(pom)).commit();
    Files.delete(
        folder
            .resolve(".git/objects")
            .resolve(commit.substring(0, 2))
            .resolve(commit.substring(2)));
    assertThat(revision(pom)).isNull();
    assertThat(log.warnings).singleElement().asString().contains("git fails in " + folder);
  }

  @Test
  void aFileThatNamesNoRepositoryIsAWarning() throws Exception {
    Files.writeString(folder.resolve(".git"), "gitdir: gone");
    assertThat(revision(pom("module/pom.xml"))).isNull();
    assertThat(log.warnings).singleElement().asString().contains("(not a git repository: ");
  }

  @Test
  void aMissingGitIsAWarningOnlyInAWorkTree() throws Exception {
    Path pom = pom("pom.xml");
    GitRevision missing = new GitRevision("no-git-here", environment, log);
    assertThat(missing.of(pom)).isNull();
    assertThat(log.warnings).isEmpty();
    git("init", "--quiet");
    assertThat(missing.of(pom)).isNull();
    assertThat(log.warnings)
        .singleElement()
        .asString()
        .matches(".*because git cannot be started \\(.+\\): install git, or set the PATH");
  }

  private @Nullable Revision revision(Path pom) throws IOException {
    return new GitRevision("git", environment, log).of(pom);
  }

  private Path pom(String path) throws IOException {
    return file(path, "<project/>");
  }

  private Path committed(String path) throws Exception {
    return committed(path, "<project/>");
  }

  private Path committed(String path, String content) throws Exception {
    Path file = file(path, content);
    git("init", "--quiet");
    git("add", path);
    git("commit", "--quiet", "-m", "first");
    return file;
  }

  private Path file(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org"));
    command.addAll(List.of(arguments));
    ProcessBuilder git = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    git.environment().putAll(environment);
    assertThat(git.start().waitFor()).isZero();
  }

  static boolean hasGit() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
