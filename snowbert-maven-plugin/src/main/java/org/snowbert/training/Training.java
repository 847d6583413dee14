package org.snowbert.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.snowbert.InvalidInputException;
import org.snowbert.RandomStream;
import org.snowbert.masking.Masker;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.text.Vocabulary;
import org.snowbert.training.Checkpoints.Checkpoint;

/** Trains a model to the end, from its last checkpoint if there is one, and writes its folder. */
final class Training {
  private final TrainRequest request;
  private final TrainingSettings settings;
  private final Vocabulary vocabulary;
  private final Examples train;
  private final Examples validation;
  private final Progress progress;
  private final LearningRate learningRate;
  private final Checkpoints checkpoints;

  private Training(TrainRequest request) throws IOException {
    this.request = request;
    this.settings = request.settings();
    Path tokens = Path.of(request.tokens());
    Path masked = Path.of(request.masked());
    this.vocabulary = Vocabulary.read(tokens.resolve(ModelFolder.VOCABULARY));
    this.train =
        settings.redraw()
            ? Examples.dynamic(
                tokens.resolve("train.safetensors"),
                new Masker(settings.masks(), vocabulary),
                settings.seed())
            : Examples.masked(masked.resolve("train.safetensors"));
    this.validation = Examples.masked(masked.resolve("validation.safetensors"));
    this.progress = Progress.of(settings, train.count());
    this.learningRate =
        new LearningRate(
            settings.schedule(), settings.learningRate(), settings.warmupSteps(), progress.steps());
    this.checkpoints = new Checkpoints(Path.of(request.checkpoints()), request.key());
  }

  static void run(TrainRequest request) throws IOException {
    new Training(request).run();
  }

  private void run() throws IOException {
    Optional<Checkpoint> checkpoint = request.resume() ? checkpoints.last() : Optional.empty();
    int done = checkpoint.map(Checkpoint::step).orElse(0);
    if (done == 0) {
      checkpoints.clear();
    }
    try (Bert bert = checkpoint.isPresent() ? resume(checkpoint.get()) : start();
        MetricsLog metrics = MetricsLog.after(Path.of(request.metrics()), done)) {
      Bert.Score score = null;
      int[] order = {};
      for (int step = done + 1; step <= progress.steps(); step++) {
        int epoch = progress.epoch(step);
        if (order.length == 0 || progress.from(step) == 0) {
          order =
              settings.shuffle()
                  ? EpochOrder.shuffled(train.count(), settings.seed(), epoch)
                  : EpochOrder.inOrder(train.count());
        }
        metrics.step(step(bert, order, step));
        score = null;
        if (progress.endsEpoch(step)) {
          score = Evaluator.evaluate(bert, validation);
          metrics.validation(step, epoch, score);
        }
        if (isCheckpoint(step)) {
          checkpoints.write(bert, step);
        }
      }
      if (score == null) { // resumed after the last step
        score = Evaluator.evaluate(bert, validation);
      }
      ModelFolder.write(Path.of(request.model()), bert, request, progress.steps(), score);
    }
  }

  private boolean isCheckpoint(int step) {
    Integer every = settings.checkpointSteps();
    return step == progress.steps()
        || (every == null ? progress.endsEpoch(step) : step % every == 0);
  }

  private Bert start() throws IOException {
    String init = request.init();
    if (init != null) {
      Path folder = Path.of(init);
      BertConfig config = BertConfig.read(folder.resolve(ModelFolder.CONFIG));
      requireVocabulary(config, folder);
      return Bert.forTraining(
          config.withDropout(settings.dropout()),
          Parameters.of(folder.resolve(ModelFolder.PARAMETERS), ""),
          optimization(),
          accelerator());
    }
    BertConfig config =
        BertConfig.of(
            settings.model(),
            vocabulary.size(),
            settings.maxPositions(),
            settings.dropout(),
            vocabulary.pad());
    return Bert.forTraining(
        config,
        Parameters.random(settings.seed(), vocabulary.pad()),
        optimization(),
        accelerator());
  }

  private void requireVocabulary(BertConfig config, Path folder) {
    if (config.vocabularySize() != vocabulary.size()) {
      throw new InvalidInputException(
          "The model %s (snowbert.init) has %d word embeddings, its vocabulary %d entries; take a model whose files belong together."
              .formatted(folder, config.vocabularySize(), vocabulary.size()));
    }
  }

  private Bert resume(Checkpoint checkpoint) throws IOException {
    BertConfig config = BertConfig.read(checkpoint.folder().resolve("config.json"));
    Path parameters = checkpoint.folder().resolve(Checkpoints.PARAMETERS);
    Path moments = checkpoint.folder().resolve(Checkpoints.MOMENTS);
    return Bert.resume(
        config,
        Parameters.of(parameters, ""),
        Parameters.of(moments, Bert.MEANS),
        Parameters.of(moments, Bert.VARIANCES),
        checkpoint.step(),
        optimization(),
        accelerator());
  }

  private Optimization optimization() {
    return new Optimization(
        settings.weightDecay(), settings.decayEverything(), settings.clipNorm());
  }

  private Accelerator accelerator() {
    return Accelerator.choose(request.hardware().device(), request.hardware().precision());
  }

  /** One optimizer step: its loss is the mean over the scored tokens of all its batches. */
  private MetricsLog.Step step(Bert bert, int[] order, int step) {
    long start = System.nanoTime();
    int epoch = progress.epoch(step);
    Batches batches = new Batches(train, settings.paddedLength(), vocabulary.pad());
    int from = progress.from(step);
    int to = progress.to(step);
    int count = (to - from + settings.batchSize() - 1) / settings.batchSize();
    Batch[] parts = new Batch[count];
    long scored = 0;
    int tokens = 0;
    for (int part = 0; part < count; part++) {
      int first = from + part * settings.batchSize();
      parts[part] = batches.of(order, first, Math.min(first + settings.batchSize(), to), epoch);
      scored += parts[part].labels().length;
      tokens += parts[part].tokens();
    }
    double loss = 0;
    double rate = learningRate.at(step);
    if (scored > 0) {
      for (int part = 0; part < count; part++) {
        if (parts[part].labels().length > 0) {
          long seed = RandomStream.of(settings.seed(), "dropout", step, part).nextLong();
          loss += bert.accumulate(parts[part], 1.0 / scored, seed) / scored;
        }
      }
      if (!Double.isFinite(loss)) {
        throw new InvalidInputException(
            "The loss is %s at step %d with learning rate %s; lower snowbert.learningRate or set snowbert.clipNorm, and build again to go on from the last checkpoint."
                .formatted(loss, step, rate));
      }
      bert.update(rate);
    }
    double milliseconds = (System.nanoTime() - start) / 1e6;
    return new MetricsLog.Step(
        step, progress.steps(), epoch, loss, rate, to - from, tokens, milliseconds);
  }
}
