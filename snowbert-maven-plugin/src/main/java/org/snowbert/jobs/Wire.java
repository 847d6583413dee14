package org.snowbert.jobs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.JsonFiles;

/** Writes and reads the JSON that the two JVMs exchange: records, in which a path is its text. */
public final class Wire {
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeHierarchyAdapter(Path.class, new PathAdapter().nullSafe())
          .create();

  private static final class PathAdapter extends TypeAdapter<Path> {
    @Override
    public void write(JsonWriter out, Path path) throws IOException {
      out.value(path.toString());
    }

    @Override
    public Path read(JsonReader in) throws IOException {
      return Path.of(in.nextString());
    }
  }

  private Wire() {}

  /** Writes a message into a file, which appears only when it is complete. */
  public static void write(Path file, Object message) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFiles.write(file, line(message));
  }

  /** Does the same, and lets nobody but the user read the file: a message may have secrets. */
  static void writePrivately(Path file, Object message) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFiles.write(
        file,
        temporary -> {
          Files.deleteIfExists(temporary);
          Files.createFile(temporary, permissions(temporary));
          Files.writeString(temporary, line(message));
        });
  }

  private static FileAttribute<?>[] permissions(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Reads the message in a file.
   *
   * @throws IOException if the file is damaged
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return JsonFiles.read(file, json -> GSON.fromJson(json, type));
  }

  /** Writes a message as one line. */
  public static String line(Object message) {
    return GSON.toJson(message);
  }

  /** Reads the message in a line. */
  public static <T> T parse(String line, Class<T> type) {
    return GSON.fromJson(line, type);
  }
}
