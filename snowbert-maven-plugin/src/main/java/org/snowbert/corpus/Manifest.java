package org.snowbert.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;

/**
 * What the corpus was made of: {@code manifest.json}. It holds no time and no path of the machine,
 * so that equal sources give equal bytes.
 *
 * @param sources in their order
 * @param rows of all sources, like the three counts after it
 * @param kept lines of {@code sentences.txt}
 * @param empty rows without a sentence, of every column that is read
 * @param dropped by the filter, and why
 * @param repeated kept sentences that equal an earlier one, of the same source or another
 * @param sha256 the digest of {@code sentences.txt}
 */
public record Manifest(
    List<Entry> sources,
    int rows,
    int kept,
    int empty,
    int repeated,
    Dropped dropped,
    String sha256) {

  /**
   * One source.
   *
   * @param id the source's name
   * @param url its declared address, mirror or not; of a {@code file:} one only the file's name
   * @param file the name of its file
   * @param sha256 the file's digest
   * @param format of the file, in small letters
   * @param sheet the sheet that was read; absent where there are none
   * @param column the header of the sentences; absent where there is none or are more
   * @param columns the headers of the sentences, where there are more
   * @param license as declared; absent where nothing is known
   * @param rows under the header, or lines
   * @param kept sentences; a row has one of each column
   * @param empty rows that gave none, of every column
   * @param repeated kept sentences that equal an earlier one, of this source or one before
   * @param dropped by the filter, and why
   */
  public record Entry(
      String id,
      String url,
      String file,
      String sha256,
      String format,
      @Nullable String sheet,
      @Nullable String column,
      @Nullable List<String> columns,
      @Nullable String license,
      int rows,
      int kept,
      int empty,
      int repeated,
      Dropped dropped) {}

  static Manifest of(List<Entry> sources, String sha256) {
    return new Manifest(
        List.copyOf(sources),
        sum(sources, Entry::rows),
        sum(sources, Entry::kept),
        sum(sources, Entry::empty),
        sum(sources, Entry::repeated),
        sources.stream().map(Entry::dropped).reduce(Dropped.NONE, Dropped::plus),
        sha256);
  }

  void write(Path file) throws IOException {
    JsonFiles.write(file, this);
  }

  private static int sum(List<Entry> sources, ToIntFunction<Entry> count) {
    return sources.stream().mapToInt(count).sum();
  }
}
