package org.snowbert.corpus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Damage;
import org.snowbert.corpus.formats.Extent;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.Sha256;
import org.snowbert.text.TokenizerConfig;

/** Makes the corpus, one file of sentences, from its sources. */
public final class Corpus {
  private static final String SENTENCES = "sentences.txt";

  private static final String MANIFEST = "manifest.json";

  private final TokenizerConfig tokenizer;
  private final Filter filter;
  private final Path directory;
  private final SeenSentences seen = new SeenSentences(Runtime.getRuntime().maxMemory());

  private Corpus(TokenizerConfig tokenizer, Filter filter, Path directory) {
    this.tokenizer = tokenizer;
    this.filter = filter;
    this.directory = directory;
  }

  /**
   * Obtains the file of every source and writes the folder {@code corpus}: a copy of each file,
   * {@code sentences.txt} (one normalised sentence a line, in the order of the sources; UTF-8, LF)
   * and, last, {@code manifest.json}. Files that an earlier run left in the folder are deleted.
   *
   * @param sources at least one; no two of them have the same file name
   * @param tokenizer normalises the sentences
   * @param filter drops some of the normalised sentences
   * @param cache brings the files
   * @param output the directory in which the folder {@code corpus} is made
   * @throws InvalidInputException if a source is wrong, or the filter keeps no sentence
   * @throws IOException if a download fails, or a file cannot be read or written
   */
  public static Manifest fetch(
      List<Source> sources,
      TokenizerConfig tokenizer,
      Filter filter,
      SourceCache cache,
      Path output)
      throws IOException {
    requireDistinctFiles(sources);
    List<Path> files = new ArrayList<>();
    for (Source source : sources) {
      files.add(cache.obtain(source));
    }
    return new Corpus(tokenizer, filter, output.resolve("corpus")).writeFolder(sources, files);
  }

  private Manifest writeFolder(List<Source> sources, List<Path> files) throws IOException {
    Files.createDirectories(directory);
    deleteFiles();
    List<Manifest.Entry> entries = new ArrayList<>();
    Path sentences = directory.resolve(SENTENCES);
    AtomicFiles.write(
        sentences,
        temporary -> {
          // Files.newBufferedWriter would refuse half a surrogate pair, which a cell may hold.
          try (Writer out =
              new BufferedWriter(
                  new OutputStreamWriter(
                      Files.newOutputStream(temporary), StandardCharsets.UTF_8))) {
            for (int i = 0; i < sources.size(); i++) {
              entries.add(extract(sources.get(i), files.get(i), out));
            }
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          requireSentences(entries, files);
        });
    Manifest manifest = Manifest.of(entries, Sha256.of(sentences));
    manifest.write(directory.resolve(MANIFEST));
    return manifest;
  }

  private Manifest.Entry extract(Source source, Path file, Writer out) throws IOException {
    Counts counts = new Counts();
    Extent extent =
        SourceReader.read(
            source,
            file,
            text -> {
              String sentence = tokenizer.normalize(text);
              if (!sentence.isEmpty() && counts.isKept(sentence)) {
                writeLine(out, sentence);
              }
            });
    Path copy = directory.resolve(copyName(source));
    AtomicFiles.write(copy, temporary -> Files.copy(file, temporary));
    boolean local = Source.isFile(source.url());
    List<String> columns = source.columns();
    Dropped dropped = Dropped.of(counts.dropped);
    return new Manifest.Entry(
        source.id(),
        local ? source.fileName() : Source.shown(source.url()),
        source.fileName(),
        Sha256.of(copy),
        source.format().label(),
        extent.sheet(),
        columns.size() == 1 ? columns.get(0) : null,
        columns.size() > 1 ? columns : null,
        source.license(),
        extent.rows(),
        counts.kept,
        extent.rows() * Math.max(1, columns.size())
            - counts.kept
            - dropped.total()
            - extent.damage().dropped(),
        counts.repeated,
        dropped,
        extent.damage());
  }

  /** Counts the sentences of one source that are kept, repeated and dropped. */
  private final class Counts {
    private int kept;
    private int repeated;
    private final Map<Filter.Reason, Integer> dropped = new EnumMap<>(Filter.Reason.class);

    /** Counts a sentence and tells whether to keep it. */
    private boolean isKept(String sentence) {
      Filter.Reason reason = filter.reasonToDrop(sentence);
      boolean isNew = reason == null && seen.add(sentence);
      if (reason == null && !isNew && filter.distinct()) {
        reason = Filter.Reason.DUPLICATE;
      }
      if (reason != null) {
        dropped.merge(reason, 1, Integer::sum);
        return false;
      }
      kept++;
      repeated += isNew ? 0 : 1;
      return true;
    }
  }

  private static void writeLine(Writer out, String sentence) {
    try {
      out.write(sentence);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteFiles() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private static void requireDistinctFiles(List<Source> sources) {
    Map<String, String> owners = new HashMap<>();
    for (Source source : sources) {
      // Some file systems do not tell upper from lower case.
      String other = owners.put(copyName(source).toLowerCase(Locale.ROOT), source.id());
      if (other != null) {
        throw new InvalidInputException(
            "source %s has the same file name, %s, as source %s: rename one of the files"
                .formatted(source.id(), source.fileName(), other));
      }
    }
  }

  /** The name of the source's file, changed if the corpus itself has a file of that name. */
  private static String copyName(Source source) {
    String name = source.fileName();
    return name.equalsIgnoreCase(SENTENCES) || name.equalsIgnoreCase(MANIFEST)
        ? "source-" + name
        : name;
  }

  private static void requireSentences(List<Manifest.Entry> entries, List<Path> files) {
    if (entries.stream().anyMatch(entry -> entry.kept() > 0)) {
      return;
    }
    Dropped dropped = Manifest.dropped(entries);
    Damage damage = Manifest.damage(entries);
    String damaged = String.join("; ", damage.clauses());
    if (dropped.total() > 0) {
      throw new InvalidInputException(
          "the filter drops every sentence of the sources %s (%s): check snowbert.minCharacters, snowbert.maxCharacters, snowbert.include and snowbert.exclude%s"
              .formatted(
                  ids(entries),
                  dropped,
                  damage.dropped() == 0 ? "" : ". Their tables are damaged too: " + damaged));
    }
    throw new InvalidInputException(
        damage.dropped() > 0
            ? "the sources %s hold no sentence: %s".formatted(ids(entries), damaged)
            : "the sources %s hold no sentence, read from %s: check their sheet and column"
                .formatted(ids(entries), files));
  }

  private static List<String> ids(List<Manifest.Entry> entries) {
    return entries.stream().map(Manifest.Entry::id).toList();
  }
}
