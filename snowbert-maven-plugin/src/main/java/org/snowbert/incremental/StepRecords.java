package org.snowbert.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The records of a build's finished steps, one file each. */
public final class StepRecords {
  private final Path folder;
  private final Function<Path, String> names;
  private final Map<StepName, StepRecord> upToDate = new EnumMap<>(StepName.class);

  /**
   * The records in a folder.
   *
   * @param names gives the name that a file has in the records
   */
  public StepRecords(Path folder, Function<Path, String> names) {
    this.folder = folder;
    this.names = names;
  }

  /** Reads the record of a step; null if the step never finished. */
  public @Nullable StepRecord read(StepName step) throws IOException {
    return StepRecord.read(file(step));
  }

  /**
   * The record of a step that is up to date.
   *
   * @throws IOException if the record was deleted while Maven ran
   */
  public StepRecord of(StepName step) throws IOException {
    StepRecord record = upToDate.get(step);
    if (record == null) {
      record = read(step);
    }
    if (record == null) {
      throw new IOException(file(step) + " was deleted while Maven ran: run the goal again");
    }
    return record;
  }

  /**
   * Records that the step is up to date. The file is written after all files of the step, and only
   * if the record changes.
   */
  public void write(StepName step, StepRecord record) throws IOException {
    if (!record.equals(read(step))) {
      record.write(file(step));
    }
    upToDate.put(step, record);
  }

  /**
   * Whether a step and the steps before it have finished, each with the files that the steps before
   * it left.
   */
  public boolean areFinished(StepName last) throws IOException {
    Map<String, FileStamp> files = new HashMap<>();
    for (StepName step : StepName.upTo(last)) {
      StepRecord record = read(step);
      if (record == null || !isOf(files, record)) {
        return false;
      }
      files.putAll(record.outputs());
    }
    return true;
  }

  private static boolean isOf(Map<String, FileStamp> files, StepRecord record) {
    return record.inputs().entrySet().stream()
        .allMatch(
            input -> {
              FileStamp file = files.get(input.getKey());
              return file == null || file.sha256().equals(input.getValue().sha256());
            });
  }

  /** Deletes the record of a step that is about to run: an interrupted step is not finished. */
  public void delete(StepName step) throws IOException {
    Files.deleteIfExists(file(step));
    upToDate.remove(step);
  }

  /**
   * The stamps of a step's files, by their names.
   *
   * @param known the record with the digests of unchanged files; null to read every file
   */
  public Map<String, FileStamp> stamps(List<Path> files, @Nullable StepRecord known)
      throws IOException {
    Map<String, FileStamp> stamps = new LinkedHashMap<>();
    for (Path file : files) {
      String name = names.apply(file);
      stamps.put(name, FileStamp.of(file, known == null ? null : known.outputs().get(name)));
    }
    return stamps;
  }

  private Path file(StepName step) {
    return folder.resolve(step + ".json");
  }
}
