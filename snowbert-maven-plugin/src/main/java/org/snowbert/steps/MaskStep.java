package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Layout;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Settings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;

/**
 * From token files to those whose masks are drawn once: validation always, training with static
 * masking.
 */
record MaskStep(Settings settings, Layout workspace, StepRecords states, BuildLog log)
    implements Step {
  private static final String TRAIN = "train.safetensors";
  private static final String VALIDATION = "validation.safetensors";

  /** Adds how masks are drawn. */
  static void describe(TrainSettings training, Fingerprint fingerprint) {
    MaskSettings masks = training.masks();
    fingerprint
        .parameter("masking", training.redraw() ? "dynamic" : "static")
        .parameter("maskProbability", masks.probability())
        .parameter("wholeWord", masks.wholeWord())
        .parameter("replacement", masks.replacement())
        .parameter("labels", masks.labels())
        .parameter("atLeastOne", masks.atLeastOne())
        .parameter("seed", training.seed());
  }

  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint.parameter("plugin", settings.versions().plugin());
    describe(settings.training(), fingerprint);
    fingerprint.outputs(states.of(StepName.TOKENIZE), this::reads);
  }

  private boolean reads(String name) {
    return switch (name.substring(name.lastIndexOf('/') + 1)) {
      case "vocab.txt", VALIDATION -> true;
      case TRAIN -> !settings.training().redraw();
      default -> false;
    };
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(workspace.masked());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(workspace.tokens().resolve("vocab.txt"));
    Folders.delete(workspace.masked());
    Files.createDirectories(workspace.masked());
    MaskSettings masks = settings.training().masks();
    mask(VALIDATION, "validation masks", masks.forValidation(), vocabulary);
    if (!settings.training().redraw()) {
      mask(TRAIN, "training masks", masks, vocabulary);
    }
  }

  private void mask(String name, String stream, MaskSettings masks, Vocabulary vocabulary)
      throws IOException {
    TokenFile tokens = TokenFile.open(workspace.tokens().resolve(name));
    Masker masker = new Masker(masks, vocabulary);
    Path masked = workspace.masked().resolve(name);
    MaskedFile.write(masked, tokens, masker, settings.training().seed(), stream);
    log.info(
        String.format(
            Locale.ROOT, "mask: %s, %,d sentences", workspace.name(masked), tokens.sentences()));
  }
}
