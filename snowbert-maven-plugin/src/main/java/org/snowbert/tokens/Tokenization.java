package org.snowbert.tokens;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.results.TokenCounts;
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.text.Segmenter;
import org.snowbert.text.SpecialTokens;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.TokenizerConfig.Kind;
import org.snowbert.text.TokenizerFiles;
import org.snowbert.text.Vocabulary;

/**
 * Makes a tokenizer and token files from a text file of sentences. It runs in the forked process,
 * since it loads a native library.
 */
public final class Tokenization {
  private static final int SHORTEST = 3; // [CLS], one token, [SEP]
  private static final int LONGEST = 512; // the number of positions of every model

  private final TokenizeRequest request;
  private final TokenizeSettings settings;
  private final Path sentences;
  private final Split split;

  private Tokenization(TokenizeRequest request) {
    this.request = request;
    this.settings = request.settings();
    this.sentences = request.sentences();
    this.split = new Split(settings.seed(), settings.validationFraction());
  }

  /**
   * Writes {@code vocab.txt}, the tokenizer's files, {@code train.safetensors} and {@code
   * validation.safetensors} into the output directory. The last one has no sentence if no sentence
   * is to be held out. The corpus is read as a stream, twice if a vocabulary is learned. The
   * directory is replaced only after every file is written.
   *
   * @throws InvalidInputException if a parameter or the vocabulary is wrong, or one side of the
   *     split would be empty
   * @throws IOException if a file cannot be read or written
   */
  public static TokenizeReport run(TokenizeRequest request) throws IOException {
    check(request.settings());
    Path output = request.output().path().toAbsolutePath();
    Path temporary = output.resolveSibling(output.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    try {
      TokenizeReport report = new Tokenization(request).write(temporary);
      Folders.replace(temporary, output);
      return report;
    } catch (IOException e) {
      long written = 0;
      for (Path file : Folders.files(temporary)) {
        written += Files.size(file);
      }
      throw FullDiskException.orSame(e, output, written);
    } finally {
      Folders.delete(temporary);
    }
  }

  private static void check(TokenizeSettings settings) {
    if (!(settings.validationFraction() >= 0 && settings.validationFraction() < 1)) {
      throw new InvalidInputException(
          "snowbert.validationFraction is "
              + settings.validationFraction()
              + ": give a number of at least 0 and below 1");
    }
    if (settings.maxLength() < SHORTEST || settings.maxLength() > LONGEST) {
      throw new InvalidInputException(
          "snowbert.maxLength is %d: give a number from %d to %d"
              .formatted(settings.maxLength(), SHORTEST, LONGEST));
    }
    if (settings.vocabularySize() != null && settings.vocabularySize() < 1) {
      throw new InvalidInputException(
          "snowbert.vocabularySize is " + settings.vocabularySize() + ": give a positive number");
    }
  }

  private TokenizeReport write(Path directory) throws IOException {
    TokenFolder folder = new TokenFolder(directory);
    Vocabulary vocabulary =
        request.vocabulary() == null ? learn() : Vocabulary.read(request.vocabulary());
    TokenizerFiles.write(vocabulary, settings.segmenter(), directory);
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, settings.segmenter());
        TokenFileWriter train = new TokenFileWriter(folder.train());
        TokenFileWriter validation = new TokenFileWriter(folder.validation())) {
      SentenceEncoder encoder = new SentenceEncoder(vocabulary, tokenizer, settings.maxLength());
      forEachSentence(
          sentence -> {
            int length = encoder.encode(sentence);
            (split.isValidation(sentence) ? validation : train).append(encoder.ids(), length);
          });
      boolean heldOut = settings.validationFraction() > 0;
      if (train.sentences() == 0 || (heldOut && validation.sentences() == 0)) {
        throw new InvalidInputException(
            "snowbert.validationFraction %s leaves %d sentences for training and %d for validation: change it, or give more sentences"
                .formatted(
                    settings.validationFraction(), train.sentences(), validation.sentences()));
      }
      train.finish();
      validation.finish();
      return new TokenizeReport(
          new TokenCounts(
              vocabulary.size(),
              train.sentences(),
              validation.sentences(),
              train.tokens(),
              validation.tokens(),
              encoder.unknown(),
              encoder.truncated()),
          encoder.unknownWords());
    }
  }

  private Vocabulary learn() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    try (Segmenter segmenter = settings.segmenter().segmenter()) {
      forEachSentence(
          sentence -> {
            if (!split.isValidation(sentence)) {
              SpecialTokens.parts(sentence).stream()
                  .filter(part -> !Vocabulary.SPECIALS.contains(part))
                  .flatMap(part -> segmenter.segment(part).stream())
                  .forEach(word -> counts.merge(word, 1L, Long::sum));
            }
          });
    }
    int size = Objects.requireNonNull(settings.vocabularySize());
    return settings.segmenter().kind() == Kind.JAPANESE_CHARACTER
        ? CharacterVocabulary.learn(counts, size)
        : VocabularyLearner.learn(counts, size);
  }

  @FunctionalInterface
  private interface SentenceAction {
    void accept(String sentence) throws IOException;
  }

  private void forEachSentence(SentenceAction action) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(sentences, StandardCharsets.UTF_8)) {
      String sentence;
      while ((sentence = reader.readLine()) != null) {
        action.accept(sentence);
      }
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "there is no file " + sentences + ": run snowbert:fetch first", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          sentences + " is not UTF-8: run snowbert:fetch again to replace it", e);
    }
  }
}
