package org.snowbert.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command {@code mecab} of Debian's packages mecab and mecab-ipadic-utf8. */
public final class Mecab {
  private static final Path COMMAND = Path.of("/usr/bin/mecab");
  private static final Path IPADIC = Path.of("/var/lib/mecab/dic/ipadic-utf8");

  private Mecab() {}

  public static boolean isInstalled() {
    return Files.exists(COMMAND) && Files.exists(IPADIC);
  }

  /** The words of each sentence; a sentence must have no line break. */
  public static List<List<String>> words(List<String> sentences) throws IOException {
    return run("%m", sentences);
  }

  /** The first part of the part of speech of each of these words. */
  public static List<List<String>> wordClasses(List<String> sentences) throws IOException {
    return run("%f[0]", sentences);
  }

  private static List<List<String>> run(String format, List<String> sentences) throws IOException {
    Path input = Files.createTempFile("sentences", ".txt");
    Path output = Files.createTempFile("words", ".txt");
    try {
      Files.write(input, sentences);
      Process mecab =
          new ProcessBuilder(
                  COMMAND.toString(),
                  "--dicdir=" + IPADIC,
                  "--input-buffer-size=1000000",
                  "--node-format=" + format + "\\t",
                  "--unk-format=" + format + "\\t",
                  "--eos-format=\\n",
                  input.toString())
              .redirectOutput(output.toFile())
              .start();
      if (mecab.waitFor() != 0) {
        throw new IOException(
            new String(mecab.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      }
      return Files.readAllLines(output).stream()
          .map(line -> line.isEmpty() ? List.<String>of() : Stream.of(line.split("\t")).toList())
          .toList();
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      Files.delete(input);
      Files.delete(output);
    }
  }
}
