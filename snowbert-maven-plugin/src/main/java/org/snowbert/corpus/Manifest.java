package org.snowbert.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.formats.Damage;
import org.snowbert.internal.JsonFiles;

/**
 * The content of {@code manifest.json}: what the corpus was made of. It holds no time and no path
 * of the machine, so that equal sources give equal bytes.
 *
 * @param sources the sources, in the order in which they were declared
 * @param rows the number of rows of all sources
 * @param kept the number of lines of {@code sentences.txt}
 * @param empty the number of cells, or lines, without a sentence
 * @param repeated the number of kept sentences that equal an earlier sentence of any source
 * @param dropped the sentences that the filter dropped
 * @param damage the cells and rows that are damaged
 * @param sha256 the SHA-256 of {@code sentences.txt}
 */
public record Manifest(
    List<Entry> sources,
    int rows,
    int kept,
    int empty,
    int repeated,
    Dropped dropped,
    Damage damage,
    String sha256) {

  /**
   * The part of one source.
   *
   * @param id the source's name
   * @param url the declared address, even if a mirror served the file; the file's name alone for a
   *     {@code file:} address
   * @param file the file's name
   * @param sha256 the file's SHA-256
   * @param format the file's format, such as {@code xlsx}
   * @param sheet the sheet that was read; null for a text
   * @param column the header of the sentences; null if there are no columns or several
   * @param columns the headers of the sentences if there are several, else null
   * @param license the declared licence; null if none was declared
   * @param rows the number of rows under the headers, or of lines
   * @param kept the number of kept sentences; each column of a row can give one
   * @param empty the number of cells, or lines, that are empty
   * @param repeated the number of kept sentences that equal an earlier sentence of this source or
   *     of a source before it
   * @param dropped the sentences that the filter dropped
   * @param damage the cells and rows that are damaged
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
      Dropped dropped,
      Damage damage) {
    /** A line for each kind of damage to the source's table. */
    public List<String> complaints() {
      return damage.clauses().stream().map(clause -> "source " + id + ": " + clause).toList();
    }
  }

  static Manifest of(List<Entry> sources, String sha256) {
    return new Manifest(
        List.copyOf(sources),
        sum(sources, Entry::rows),
        sum(sources, Entry::kept),
        sum(sources, Entry::empty),
        sum(sources, Entry::repeated),
        dropped(sources),
        damage(sources),
        sha256);
  }

  /** The sentences that the filter dropped from all sources. */
  static Dropped dropped(List<Entry> sources) {
    return sources.stream().map(Entry::dropped).reduce(Dropped.NONE, Dropped::plus);
  }

  /** The damage to all sources. */
  static Damage damage(List<Entry> sources) {
    return sources.stream().map(Entry::damage).reduce(Damage.NONE, Damage::plus);
  }

  void write(Path file) throws IOException {
    JsonFiles.write(file, this);
  }

  private static int sum(List<Entry> sources, ToIntFunction<Entry> count) {
    return sources.stream().mapToInt(count).sum();
  }
}
