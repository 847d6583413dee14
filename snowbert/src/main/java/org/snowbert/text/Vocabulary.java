package org.snowbert.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/** The tokens of a WordPiece vocabulary; a token's id is its place, counted from 0. Immutable. */
public final class Vocabulary {
  /** The beginning of each token that continues a word. */
  public static final String CONTINUATION = "##";

  static final String PAD = "[PAD]";
  static final String UNK = "[UNK]";
  static final String CLS = "[CLS]";
  static final String SEP = "[SEP]";
  public static final String MASK = "[MASK]";

  /** The special tokens, in the order of their ids in a learned vocabulary. */
  public static final List<String> SPECIALS = List.of(PAD, UNK, CLS, SEP, MASK);

  /** The most tokens; models of a hundred languages have a few hundred thousand. */
  private static final int MOST = 1_000_000;

  /** The most bytes of a file. */
  private static final int LARGEST = 16 << 20;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final int pad;
  private final int unk;
  private final int cls;
  private final int sep;
  private final int mask;

  private Vocabulary(List<String> tokens, String origin) {
    this.tokens = List.copyOf(tokens);
    this.ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (token.isEmpty()) {
        throw new InvalidInputException(
            "line %d of %s is empty, and a line is the id of its token: write a token of its own there, such as [unused%d]"
                .formatted(id + 1, origin, id));
      }
      Integer earlier = ids.putIfAbsent(token, id);
      if (earlier != null) {
        throw new InvalidInputException(
            "line %d of %s repeats the token %s of line %d: write another token there, and remove no line, because a line is the id of its token"
                .formatted(id + 1, origin, Excerpt.of(token), earlier + 1));
      }
    }
    this.pad = special(PAD, origin);
    this.unk = special(UNK, origin);
    this.cls = special(CLS, origin);
    this.sep = special(SEP, origin);
    this.mask = special(MASK, origin);
  }

  private int special(String token, String origin) {
    int id = id(token);
    if (id < 0) {
      throw new InvalidInputException(
          "the special token " + token + " is missing in " + origin + ": add a line for it");
    }
    return id;
  }

  /**
   * A vocabulary.
   *
   * @param tokens in the order of their ids
   * @throws InvalidInputException if a special token is missing, or a token is empty or repeated
   */
  public static Vocabulary of(List<String> tokens) {
    return new Vocabulary(tokens, "the vocabulary");
  }

  /**
   * Reads a {@code vocab.txt} (UTF-8, one token a line, each line ended by LF or CRLF, with or
   * without a byte order mark) or the vocabulary of a {@code tokenizer.json}.
   *
   * @throws InvalidInputException if the file is absent, not UTF-8 or too large, a special token is
   *     missing, or a token is empty or repeated; the message names the file and the line
   * @throws IOException if the file cannot be read
   */
  public static Vocabulary read(Path file) throws IOException {
    return file.toString().endsWith(".json")
        ? new Vocabulary(TokenizerJson.tokens(file), file.toString())
        : readLines(file);
  }

  private static Vocabulary readLines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw tooLarge(file);
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith(BYTE_ORDER_MARK)) {
        text = text.substring(1);
      }
      List<String> tokens = text.lines().limit(MOST + 1).toList();
      if (tokens.size() > MOST) {
        throw tooLarge(file);
      }
      return new Vocabulary(tokens, file.toString());
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "there is no vocabulary " + file + ": name a vocab.txt that exists", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "the vocabulary " + file + " is not UTF-8: save it as UTF-8", e);
    }
  }

  private static InvalidInputException tooLarge(Path file) {
    return new InvalidInputException(
        "the vocabulary %s has more than %,d tokens or %d MB: give a smaller one"
            .formatted(file, MOST, LARGEST >> 20));
  }

  /** Writes a {@code vocab.txt}: UTF-8, one token a line, each line ended by LF. */
  public void write(Path file) throws IOException {
    Files.writeString(file, String.join("\n", tokens) + "\n", StandardCharsets.UTF_8);
  }

  /** The number of tokens. */
  public int size() {
    return tokens.size();
  }

  /**
   * The token with an id.
   *
   * @param id in [0, size)
   */
  public String token(int id) {
    return tokens.get(id);
  }

  /** The id of a token; -1 if the vocabulary has no such token. */
  public int id(String token) {
    return ids.getOrDefault(token, -1);
  }

  /** Whether the token continues the word of the token before it. */
  public boolean isContinuation(int id) {
    return token(id).startsWith(CONTINUATION);
  }

  /** Whether the text is a token, at the beginning of a word or within a word. */
  public boolean hasPiece(String text) {
    return ids.containsKey(text) || ids.containsKey(CONTINUATION + text);
  }

  /** Whether the token is one of {@code [PAD] [UNK] [CLS] [SEP] [MASK]}. */
  public boolean isSpecial(int id) {
    return id == pad || id == unk || id == cls || id == sep || id == mask;
  }

  /** The id of {@code [PAD]}. */
  public int pad() {
    return pad;
  }

  /** The id of {@code [UNK]}. */
  public int unk() {
    return unk;
  }

  /** The id of {@code [CLS]}. */
  public int cls() {
    return cls;
  }

  /** The id of {@code [SEP]}. */
  public int sep() {
    return sep;
  }

  /** The id of {@code [MASK]}. */
  public int mask() {
    return mask;
  }

  /** Whether the other vocabulary has the same tokens in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vocabulary vocabulary && tokens.equals(vocabulary.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }
}
