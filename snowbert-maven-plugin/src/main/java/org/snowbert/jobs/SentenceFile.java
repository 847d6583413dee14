package org.snowbert.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * A text file in UTF-8 with one sentence per line. An empty line counts as a sentence, so that line
 * numbers are row numbers.
 */
public record SentenceFile(Path path) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Receives lines, in their order. */
  @FunctionalInterface
  public interface Chunk {
    /**
     * Receives the next lines.
     *
     * @param first the number of the first line, counted from 1
     */
    void take(int first, List<String> sentences) throws IOException, InterruptedException;
  }

  /**
   * Counts the lines of the file.
   *
   * @param parameter the name of the parameter in messages
   * @throws InvalidInputException if there is no such file, or if it is empty or not UTF-8
   */
  public int count(String parameter) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          "%s is %s, where there is no file: name a text file with one sentence per line"
              .formatted(parameter, path));
    }
    int lines = 0;
    try (BufferedReader in = Files.newBufferedReader(path)) {
      while (in.readLine() != null) {
        lines++;
      }
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "%s is %s, which is not UTF-8 after line %,d: convert it to UTF-8"
              .formatted(parameter, path, lines),
          e);
    }
    if (lines == 0) {
      throw new InvalidInputException(
          "%s is %s, which is empty: name a text file with one sentence per line"
              .formatted(parameter, path));
    }
    return lines;
  }

  /** Reads all lines, and passes on up to {@code size} lines at a time. */
  public void read(int size, Chunk chunk) throws IOException, InterruptedException {
    try (BufferedReader in = Files.newBufferedReader(path)) {
      List<String> sentences = new ArrayList<>(size);
      int first = 1;
      for (@Nullable String line = firstLine(in); line != null; line = in.readLine()) {
        sentences.add(line);
        if (sentences.size() == size) {
          chunk.take(first, sentences);
          first += size;
          sentences.clear();
        }
      }
      if (!sentences.isEmpty()) {
        chunk.take(first, sentences);
      }
    }
  }

  private static @Nullable String firstLine(BufferedReader in) throws IOException {
    String line = in.readLine();
    return line != null && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }
}
