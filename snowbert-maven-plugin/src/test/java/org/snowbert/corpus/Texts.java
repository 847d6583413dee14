package org.snowbert.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.snowbert.text.TokenizerConfig;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Makes a corpus of the text files that the tests write. */
final class Texts {
  static final List<String> PACKINGS =
      List.of(
          CompressorStreamFactory.GZIP, CompressorStreamFactory.BZIP2, CompressorStreamFactory.XZ);

  private Texts() {}

  static byte[] packed(String packing, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing(packing, bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static OutputStream packing(String packing, OutputStream out) throws IOException {
    try {
      return packing.equals(CompressorStreamFactory.XZ)
          ? new XZOutputStream(out, new LZMA2Options(0)) // a small dictionary
          : new CompressorStreamFactory().createCompressorOutputStream(packing, out);
    } catch (CompressorException e) {
      throw new IOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The source of a local file, whose name tells its format. */
  static Source source(Path file, String... columns) {
    return new Source("A", file.toUri(), null, null, null, List.of(columns), null);
  }

  /** Makes the corpus of a source in a folder. */
  static Manifest fetch(Source source, Filter filter, TokenizerConfig segmentation, Path folder)
      throws IOException {
    Transport none =
        (s, url, destination) -> {
          throw new AssertionError("every source of this test is a local file");
        };
    SourceCache cache = new SourceCache(folder.resolve("cache"), true, null, none);
    return Corpus.fetch(List.of(source), segmentation, filter, cache, folder);
  }

  static List<String> sentences(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("corpus/sentences.txt"));
  }
}
