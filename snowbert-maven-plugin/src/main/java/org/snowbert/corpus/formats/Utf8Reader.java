package org.snowbert.corpus.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;

/**
 * The characters of a text file, compressed or not, without its byte order mark. It says where a
 * file is not UTF-8, and ends one that goes on and on without the end of a line.
 */
public final class Utf8Reader extends Reader {
  /** Of a line or a record, as of a workbook's cell. */
  private static final int LONGEST = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13).flip();

  /** How many bytes came before those of the buffer. */
  private long before;

  private long line = 1;
  private int allowed = LONGEST;
  private boolean begun;
  private boolean ended;

  private Utf8Reader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  public static Utf8Reader open(Path file) throws IOException {
    return new Utf8Reader(file, Compression.open(file));
  }

  /** Begins another line or record, which may be as long as any. */
  public void next() {
    allowed = LONGEST;
  }

  /** Reads at least one character; there must be room for two, as for a pair of surrogates. */
  @Override
  public int read(char[] into, int at, int length) throws IOException {
    int read = decode(into, at, length);
    if (!begun && read > 0) {
      begun = true;
      if (into[at] == BYTE_ORDER_MARK) {
        System.arraycopy(into, at + 1, into, at, read - 1);
        return read == 1 ? decode(into, at, length) : read - 1;
      }
    }
    return read;
  }

  private int decode(char[] into, int at, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(into, at, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      int read = chars.position() - at;
      count(into, at, read);
      if (result.isError()) {
        throw new InvalidInputException(
            "line %d of %s is not UTF-8 (byte %d of its text): save it as UTF-8"
                .formatted(line, file, before + bytes.position() + 1));
      }
      if (read > 0 || ended) {
        return read > 0 ? read : -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    before += bytes.position();
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(read, 0)).flip();
  }

  private void count(char[] chars, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (chars[i] == '\n') {
        line++;
      }
    }
    allowed -= count;
    if (allowed < 0) {
      throw new InvalidInputException(
          "%s holds more than %,d characters without an end of line or record, up to line %d: look for a quote that is not closed there, or divide the line"
              .formatted(file, LONGEST, line));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
