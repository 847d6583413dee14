package org.snowbert.fork;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that holds the arguments of {@code java}, because a class path may be longer than a
 * command line may be.
 */
final class ArgumentFile {
  private ArgumentFile() {}

  /**
   * Writes the arguments in the encoding of the platform, because {@code java} reads them in it.
   */
  static void write(Path file, List<String> arguments) throws IOException {
    Charset charset =
        Charset.forName(System.getProperty("native.encoding", Charset.defaultCharset().name()));
    String text = arguments.stream().map(ArgumentFile::quote).collect(Collectors.joining());
    try {
      Files.writeString(file, text, charset);
    } catch (CharacterCodingException e) {
      throw new IOException(
          "a path of this build cannot be written in the platform's encoding, %s: use a UTF-8 locale, such as LC_ALL=C.UTF-8"
              .formatted(charset),
          e);
    }
  }

  private static String quote(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
  }
}
