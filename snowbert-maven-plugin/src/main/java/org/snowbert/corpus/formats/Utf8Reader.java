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
 * Reads the characters of a text file, which may be compressed, without its byte order mark. It
 * fails, with the place in the file, if the file is not UTF-8 or a line is too long.
 */
public final class Utf8Reader extends Reader {
  /** The most characters of a line or a record; a workbook's cell may hold as many. */
  private static final int LONGEST = 1 << 20;

  /** ISO-2022-JP writes ESC $ before kanji, and nothing but ASCII, which passes for UTF-8. */
  private static final char ESCAPE = '\u001b';

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13).flip();

  /** The number of bytes before those of the buffer. */
  private long bytesBefore;

  private long line = 1;

  /** The number of characters that may still come in the line or record. */
  private int allowed = LONGEST;

  /** The character that was read last. */
  private char last;

  private boolean begun;
  private boolean ended;

  private Utf8Reader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws InvalidInputException if the file is compressed with Zstandard
   */
  public static Utf8Reader open(Path file) throws IOException {
    return new Utf8Reader(file, Compression.open(file));
  }

  /** Begins the next line or record: its characters are counted from 0. */
  public void beginRecord() {
    allowed = LONGEST;
  }

  /** Reads at least one character. There must be room for two, since a pair may come. */
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
                .formatted(line, file, bytesBefore + bytes.position() + 1));
      }
      if (read > 0 || ended) {
        return read > 0 ? read : -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    bytesBefore += bytes.position();
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(read, 0)).flip();
  }

  private void count(char[] chars, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (chars[i] == '\n') {
        line++;
      } else if (chars[i] == '$' && last == ESCAPE) {
        throw new InvalidInputException(
            "line %d of %s has an escape sequence of ISO-2022-JP (JIS): save it as UTF-8"
                .formatted(line, file));
      }
      last = chars[i];
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
