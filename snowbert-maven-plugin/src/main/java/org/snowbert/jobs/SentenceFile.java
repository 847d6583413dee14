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
 * A text file of UTF-8 with a sentence a line; an empty line is one too, so that lines are rows.
 */
public record SentenceFile(Path path) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Takes some lines, in their order. */
  @FunctionalInterface
  public interface Chunk {
    /**
     * Takes lines.
     *
     * @param first the number of the first, from 1
     */
    void take(int first, List<String> sentences) throws IOException, InterruptedException;
  }

  /**
   * Counts its lines.
   *
   * @param parameter what messages call the parameter that names it
   * @throws InvalidInputException if it is no such file, or has no line
   */
  public int count(String parameter) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          "%s is %s, where there is no file: name a text file with a sentence a line"
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
          "%s is %s, which is empty: name a text file with a sentence a line"
              .formatted(parameter, path));
    }
    return lines;
  }

  /** Gives all lines, so many at a time. */
  public void read(int size, Chunk chunk) throws IOException, InterruptedException {
    try (BufferedReader in = Files.newBufferedReader(path)) {
      List<String> sentences = new ArrayList<>(size);
      int first = 1;
      for (@Nullable String line = begin(in); line != null; line = in.readLine()) {
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

  private static @Nullable String begin(BufferedReader in) throws IOException {
    String line = in.readLine();
    return line != null && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }
}
