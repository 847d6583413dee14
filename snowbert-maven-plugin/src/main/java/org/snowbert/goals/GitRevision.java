package org.snowbert.goals;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Project.Revision;

/** Asks git for the commit that is checked out. */
final class GitRevision {
  private static final String DIRTY = "-dirty";

  private GitRevision() {}

  /**
   * The revision of the work tree that contains a folder; null without git or outside a work tree.
   */
  static @Nullable Revision of(Path folder) throws IOException {
    ProcessBuilder git =
        new ProcessBuilder(
            "git", "describe", "--always", "--abbrev=64", "--exclude=*", "--dirty=" + DIRTY);
    git.environment().put("GIT_OPTIONAL_LOCKS", "0"); // another build may run git at the same time
    Process process;
    try {
      process =
          git.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return null; // there is no git
    }
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("git was interrupted").initCause(e);
    }
    return answer.endsWith(DIRTY)
        ? new Revision(answer.substring(0, answer.length() - DIRTY.length()), true)
        : new Revision(answer, false);
  }
}
