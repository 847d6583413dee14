package org.snowbert;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** JSON for people to read too: indented, a line at its end, no letter escaped that need not be. */
public final class JsonFiles {
  public static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonFiles() {}

  /** Replaces a file as a whole. */
  public static void write(Path file, Object content) throws IOException {
    AtomicFiles.write(file, GSON.toJson(content) + "\n");
  }
}
