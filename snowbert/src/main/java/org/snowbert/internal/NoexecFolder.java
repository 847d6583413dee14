package org.snowbert.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a native library did not load because its folder is on a file system that executes
 * no file, such as one mounted with {@code noexec}.
 */
public final class NoexecFolder {
  /** The words of the system's loader. It has the same words for the end of memory. */
  private static final Pattern NOT_MAPPED =
      Pattern.compile("([^:]+): failed to map segment from shared object");

  private NoexecFolder() {}

  /** The folder of the library; null if the failure has another cause. */
  public static @Nullable Path of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher words = NOT_MAPPED.matcher(String.valueOf(cause.getMessage()));
      if (cause instanceof LinkageError && words.find()) {
        Path folder = Path.of(words.group(1).strip()).getParent();
        return folder == null || mayExecute(folder) ? null : folder;
      }
    }
    return null;
  }

  private static boolean mayExecute(Path folder) {
    try {
      File file = Files.createTempFile(folder, "snowbert", null).toFile();
      try {
        return file.setExecutable(true) && file.canExecute();
      } finally {
        Files.delete(file.toPath());
      }
    } catch (IOException e) {
      return false; // nothing can be tried, so the words of the loader hold
    }
  }
}
