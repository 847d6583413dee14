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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snowbert.AtomicFiles;
import org.snowbert.InvalidInputException;
import org.snowbert.Sha256;
import org.snowbert.text.Normalizer;

/** Makes the corpus from its sources. */
public final class Corpus {
  private final Path directory;

  /** Digests of the sentences, which may be many and long; half of one tells them apart. */
  private final Set<String> seen = new HashSet<>();

  private Corpus(Path directory) {
    this.directory = directory;
  }

  /**
   * Obtains every source and writes {@code corpus/<file>.xlsx} for each, {@code
   * corpus/sentences.txt} (one normalised sentence a line, in the order of the sources; UTF-8, LF)
   * and, last, {@code corpus/manifest.json}. What an earlier run left in {@code corpus} goes.
   *
   * @param sources at least one, each with a file name of its own
   * @param cache where the workbooks come from
   * @param output the directory in which {@code corpus} is made
   * @throws InvalidInputException when a source is wrong or none has a sentence
   */
  public static Manifest fetch(List<Source> sources, SourceCache cache, Path output)
      throws IOException {
    requireDistinctFiles(sources);
    List<Path> workbooks = new ArrayList<>();
    for (Source source : sources) {
      workbooks.add(cache.obtain(source));
    }
    return new Corpus(output.resolve("corpus")).make(sources, workbooks);
  }

  private Manifest make(List<Source> sources, List<Path> workbooks) throws IOException {
    Files.createDirectories(directory);
    clear();
    List<Manifest.Entry> entries = new ArrayList<>();
    Path sentences = directory.resolve("sentences.txt");
    AtomicFiles.write(
        sentences,
        temporary -> {
          // Not Files.newBufferedWriter: it would refuse half a surrogate pair, which a cell may
          // hold.
          try (Writer out =
              new BufferedWriter(
                  new OutputStreamWriter(
                      Files.newOutputStream(temporary), StandardCharsets.UTF_8))) {
            for (int i = 0; i < sources.size(); i++) {
              entries.add(extract(sources.get(i), workbooks.get(i), out));
            }
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          requireSentences(entries, workbooks);
        });
    Manifest manifest = Manifest.of(entries, Sha256.of(sentences));
    manifest.write(directory.resolve("manifest.json"));
    return manifest;
  }

  private Manifest.Entry extract(Source source, Path workbook, Writer out) throws IOException {
    int seenBefore = seen.size();
    int[] kept = new int[1];
    WorkbookReader.Extent extent =
        WorkbookReader.read(
            workbook,
            source.sheet(),
            source.column(),
            text -> {
              String sentence = Normalizer.normalize(text);
              if (!sentence.isEmpty()) {
                writeLine(out, sentence);
                seen.add(Sha256.of(sentence).substring(0, 32));
                kept[0]++;
              }
            });
    Path copy = directory.resolve(source.fileName());
    AtomicFiles.write(copy, temporary -> Files.copy(workbook, temporary));
    boolean local = "file".equalsIgnoreCase(source.url().getScheme());
    return new Manifest.Entry(
        source.id(),
        local ? source.fileName() : source.url().toString(),
        source.fileName(),
        Sha256.of(copy),
        extent.sheet(),
        source.column(),
        source.license(),
        extent.rows(),
        kept[0],
        extent.rows() - kept[0],
        kept[0] - (seen.size() - seenBefore));
  }

  private static void writeLine(Writer out, String sentence) {
    try {
      out.write(sentence);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void clear() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private static void requireDistinctFiles(List<Source> sources) {
    Map<String, String> owners = new HashMap<>();
    owners.put("sentences.txt", "the corpus itself");
    owners.put("manifest.json", "the corpus itself");
    for (Source source : sources) {
      // Some file systems do not tell upper from lower case.
      String other =
          owners.put(source.fileName().toLowerCase(Locale.ROOT), "source " + source.id());
      if (other != null) {
        throw new InvalidInputException(
            "source %s has the same file name, %s, as %s: rename one of the files"
                .formatted(source.id(), source.fileName(), other));
      }
    }
  }

  private static void requireSentences(List<Manifest.Entry> entries, List<Path> workbooks) {
    if (entries.stream().allMatch(entry -> entry.kept() == 0)) {
      throw new InvalidInputException(
          "the sources %s hold no sentence, read from %s: check their sheet and column"
              .formatted(entries.stream().map(Manifest.Entry::id).toList(), workbooks));
    }
  }
}
