package org.snowbert.goals;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.BuildLog;
import org.snowbert.internal.Excerpt;
import org.snowbert.settings.Project.Revision;

/** Asks git for the commit that is checked out. */
final class GitRevision {
  private static final String DIRTY = "-dirty";

  /** Git ends with this status if the file is not tracked. */
  private static final int UNTRACKED = 1;

  private static final String FATAL = "fatal: ";

  /** Variables that git sets for a hook: with them it answers for the repository of the hook. */
  private static final Set<String> OTHER_REPOSITORY =
      Set.of(
          "GIT_DIR",
          "GIT_COMMON_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_PREFIX");

  private final String program;
  private final Map<String, String> environment;
  private final BuildLog log;

  /** The git of the {@code PATH}. */
  GitRevision(BuildLog log) {
    this("git", Map.of(), log);
  }

  /** A git with environment variables of its own. */
  GitRevision(String program, Map<String, String> environment, BuildLog log) {
    this.program = program;
    this.environment = environment;
    this.log = log;
  }

  /**
   * The revision of the work tree in which a POM is tracked; null if there is none. A project in an
   * ignored folder of a work tree does not belong to it.
   *
   * <p>If there is a work tree and git does not answer, a warning says why.
   */
  @Nullable Revision of(Path pom) throws IOException {
    Path folder = Objects.requireNonNull(pom.toAbsolutePath().getParent());
    try {
      return tracked(folder, pom.getFileName().toString());
    } catch (GitException e) {
      if (isBelowGit(folder)) {
        log.warn("the provenance names no commit, because " + e.getMessage());
      } else {
        log.debug("the provenance names no commit, because there is no work tree of git");
      }
      return null;
    }
  }

  private @Nullable Revision tracked(Path folder, String pom) throws IOException, GitException {
    Answer listed = ask(folder, "--literal-pathspecs", "ls-files", "--error-unmatch", "--", pom);
    if (listed.status() == UNTRACKED) {
      log.debug("the provenance names no commit, because git does not track the POM");
      return null;
    }
    listed.requireSuccess(folder);
    Answer described =
        ask(folder, "describe", "--always", "--abbrev=64", "--exclude=*", "--dirty=" + DIRTY);
    if (described.status() != 0
        && ask(folder, "rev-parse", "--verify", "--quiet", "HEAD").status() == 1) {
      log.debug("the provenance names no commit, because the repository has none yet");
      return null;
    }
    described.requireSuccess(folder);
    String commit = described.out().strip();
    return commit.endsWith(DIRTY)
        ? new Revision(commit.substring(0, commit.length() - DIRTY.length()), true)
        : new Revision(commit, false);
  }

  /** Whether the folder or a folder above it has a {@code .git}, which is a folder or a file. */
  private static boolean isBelowGit(Path folder) {
    for (Path above = folder; above != null; above = above.getParent()) {
      if (Files.exists(above.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  private Answer ask(Path folder, String... arguments) throws IOException, GitException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    ProcessBuilder git = new ProcessBuilder(command).directory(folder.toFile());
    git.environment().put("GIT_OPTIONAL_LOCKS", "0"); // another build may run git at the same time
    git.environment().put("LC_ALL", "C");
    git.environment().putAll(environment);
    git.environment().keySet().removeAll(OTHER_REPOSITORY);
    Process process;
    try {
      process = git.start();
    } catch (IOException e) {
      throw new GitException(
          "git cannot be started (%s): install git, or set the PATH".formatted(Excerpt.reason(e)),
          e);
    }
    // Both streams are read at the same time: git waits while one of them is full.
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    try {
      String out = read(process.getInputStream());
      return new Answer(process.waitFor(), out, errors.join());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("git was interrupted").initCause(e);
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What git wrote. */
  private record Answer(int status, String out, String errors) {
    void requireSuccess(Path folder) throws GitException {
      if (status != 0) {
        throw new GitException(
            "git fails in %s (%s): run git status there and do what git says"
                .formatted(folder, reason()),
            null);
      }
    }

    /** The line with which git gave up, or else its first line. */
    private String reason() {
      List<String> lines = errors.strip().lines().toList();
      String line =
          lines.stream()
              .filter(each -> each.startsWith(FATAL))
              .findFirst()
              .orElse(lines.isEmpty() ? "exit status " + status : lines.get(0));
      return Excerpt.of(line.startsWith(FATAL) ? line.substring(FATAL.length()) : line);
    }
  }

  /** Git cannot be started, or it fails. */
  private static final class GitException extends Exception {
    private static final long serialVersionUID = 1L;

    GitException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
