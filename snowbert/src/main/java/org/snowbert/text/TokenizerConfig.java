package org.snowbert.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.snowbert.InvalidInputException;

/**
 * The rules by which text becomes tokens, apart from the vocabulary: what a model's {@code
 * tokenizer_config.json} says.
 *
 * @param kind the way in which words and their pieces are found
 * @param lowerCase whether letters become small; false for the Japanese kinds
 * @param stripAccents whether letters lose their accents; false for the Japanese kinds
 * @param splitIdeographs whether each Chinese character is a word, as {@code
 *     tokenize_chinese_chars} says; false for the Japanese kinds
 */
public record TokenizerConfig(
    Kind kind, boolean lowerCase, boolean stripAccents, boolean splitIdeographs) {
  /** The ways in which words and their pieces are found. */
  public enum Kind {
    /** Words as MeCab finds them with IPADIC, and pieces by WordPiece. */
    JAPANESE,
    /** Words as MeCab finds them with IPADIC, of which each character is a piece. */
    JAPANESE_CHARACTER,
    /** Words between blanks and punctuation as BertTokenizer finds them, and WordPiece. */
    BERT
  }

  /** Like transformers' BertJapaneseTokenizer with MeCab, IPADIC and WordPiece. */
  public static final TokenizerConfig JAPANESE =
      new TokenizerConfig(Kind.JAPANESE, false, false, false);

  /** Like transformers' BertJapaneseTokenizer with MeCab and characters. */
  public static final TokenizerConfig JAPANESE_CHARACTER =
      new TokenizerConfig(Kind.JAPANESE_CHARACTER, false, false, false);

  /** Like transformers' BertTokenizer with {@code do_lower_case} false. */
  public static final TokenizerConfig CASED = new TokenizerConfig(Kind.BERT, false, false, true);

  /** Like transformers' BertTokenizer as it comes. */
  public static final TokenizerConfig UNCASED = new TokenizerConfig(Kind.BERT, true, true, true);

  /**
   * The configuration of a model, as transformers reads it from the same files.
   *
   * @param folder the model's folder
   * @throws InvalidInputException if a file is damaged, or names a tokenizer whose tokens cannot be
   *     made here
   * @throws IOException if a file cannot be read
   */
  public static TokenizerConfig read(Path folder) throws IOException {
    return TokenizerConfigReader.read(folder);
  }

  /** Whether the text is Japanese, cut into words by MeCab's rules. */
  public boolean isJapanese() {
    return kind != Kind.BERT;
  }

  /**
   * The file of the vocabulary in a model's folder, from which transformers reads it too: {@code
   * tokenizer.json} if a BertTokenizer has one, else {@code vocab.txt}.
   */
  public Path vocabularyFile(Path folder) {
    Path json = folder.resolve(TokenizerFiles.TOKENIZER);
    return !isJapanese() && Files.exists(json) ? json : folder.resolve(TokenizerFiles.VOCABULARY);
  }

  /** The normalised sentence, without line breaks; empty for a blank sentence. */
  public String normalize(String sentence) {
    return isJapanese() ? Normalizer.japanese(sentence) : Normalizer.bert(sentence);
  }

  /**
   * A new segmenter.
   *
   * @throws IOException if a native library cannot be loaded
   */
  public Segmenter segmenter() throws IOException {
    return isJapanese() ? new JapaneseSegmenter() : new BertSegmenter(this);
  }

  /** The name as a user writes it, such as {@code uncased}, and what differs from that kind. */
  @Override
  public String toString() {
    String name = kind == Kind.BERT ? (lowerCase ? "uncased" : "cased") : kindName();
    TokenizerConfig usual = isJapanese() ? JAPANESE : (lowerCase ? UNCASED : CASED);
    return name
        + difference("do_lower_case", lowerCase, usual.lowerCase)
        + difference("strip_accents", stripAccents, usual.stripAccents)
        + difference("tokenize_chinese_chars", splitIdeographs, usual.splitIdeographs);
  }

  private String kindName() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String difference(String name, boolean value, boolean usual) {
    return value == usual ? "" : ", %s %s".formatted(name, value);
  }
}
