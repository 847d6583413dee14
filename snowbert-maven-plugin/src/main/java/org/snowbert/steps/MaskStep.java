package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.MaskedFolder;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Settings;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;

/** Masks the validation sentences and, if masking is static, the training sentences. */
record MaskStep(Settings settings, Layout layout, StepRecords records, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    TokenFolder tokens = layout.tokens();
    Set<String> inputs =
        Stream.of(tokens.vocabulary(), tokens.validation(), tokens.train())
            .filter(file -> !file.equals(tokens.train()) || !settings.masks().isDynamic())
            .map(layout::name)
            .collect(Collectors.toSet());
    fingerprint
        .parameter("plugin", settings.versions().plugin())
        .settings(settings.masks())
        .outputs(records.of(StepName.TOKENIZE), inputs::contains);
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(layout.masked().path());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    TokenFolder tokens = layout.tokens();
    MaskedFolder masked = layout.masked();
    Vocabulary vocabulary = Vocabulary.read(tokens.vocabulary());
    Folders.delete(masked.path());
    Files.createDirectories(masked.path());
    MaskSettings masks = settings.masks();
    Masker validation = new Masker(masks.forValidation(), vocabulary);
    mask(tokens.validation(), masked.validation(), validation, "validation masks");
    if (!masks.isDynamic()) {
      mask(tokens.train(), masked.train(), new Masker(masks, vocabulary), "training masks");
    }
  }

  private void mask(Path from, Path to, Masker masker, String stream) throws IOException {
    TokenFile tokens = TokenFile.open(from);
    MaskedFile.write(to, tokens, masker, settings.masks().seed(), stream);
    log.info(
        String.format(Locale.ROOT, "mask: %s, %,d sentences", layout.name(to), tokens.sentences()));
  }
}
