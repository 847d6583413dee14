package org.snowbert.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snowbert.RandomStream;
import org.snowbert.masking.Masker;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.text.Vocabulary;
import org.snowbert.training.Checkpoints.Checkpoint;

/** Trains a model to the end, from its last checkpoint if there is one, and writes its folder. */
final class Training {
  private final TrainRequest request;
  private final TrainingSettings settings;
  private final Vocabulary vocabulary;
  private final Examples train;
  private final Evaluator evaluator;
  private final Accelerator accelerator;
  private final Threads threads;
  private final int parts;
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
    this.evaluator =
        new Evaluator(
            Examples.masked(masked.resolve("validation.safetensors")),
            settings.masks().labels(),
            settings.paddedLength());
    this.accelerator =
        Accelerator.choose(request.hardware().device(), request.hardware().precision());
    this.threads = Threads.of(request.hardware().threads(), settings);
    this.parts = accelerator.isAsynchronous() ? 1 : threads.parts();
    this.progress = Progress.of(settings, train);
    this.learningRate =
        new LearningRate(
            settings.schedule(), settings.learningRate(), settings.warmupSteps(), progress.steps());
    this.checkpoints = new Checkpoints(Path.of(request.checkpoints()), request.key());
  }

  static void run(TrainRequest request) throws IOException {
    new Training(request).run();
  }

  private void run() throws IOException {
    new Preflight(request, vocabulary)
        .check(train, evaluator.examples(), progress.epoch(progress.steps()));
    Optional<Checkpoint> checkpoint = request.resume() ? checkpoints.last() : Optional.empty();
    int done = checkpoint.map(Checkpoint::step).orElse(0);
    if (done == 0) {
      checkpoints.clear();
    }
    TrainingSteps steps = new TrainingSteps(settings, train, progress, vocabulary.pad(), parts);
    try (Bert bert = checkpoint.isPresent() ? resume(checkpoint.get()) : start();
        MetricsLog metrics = MetricsLog.after(Path.of(request.metrics()), done);
        ReadAhead<TrainingStep> ahead = new ReadAhead<>(done + 1, progress.steps(), steps::of)) {
      StepLog log = log(bert, metrics);
      Evaluation evaluation = null;
      while (ahead.hasNext()) {
        log.begin();
        TrainingStep step = ahead.next();
        train(bert, step);
        log.add(step);
        evaluation = null;
        if (progress.endsEpoch(step.step())) {
          log.flush();
          evaluation = evaluate(bert, step.step());
          metrics.validation(step.step(), step.epoch(), evaluation);
        }
        if (isCheckpoint(step.step())) {
          log.flush();
          requireSound(bert, step.step());
          checkpoints.write(bert, step.step());
        }
      }
      if (evaluation == null) { // resumed after the last step
        evaluation = evaluate(bert, progress.steps());
      }
      ModelFolder.write(Path.of(request.model()), bert, Path.of(request.tokens()));
      TrainingResults.of(
              accelerator,
              threads,
              bert.config().parameters(),
              progress.steps(),
              Path.of(request.metrics()),
              evaluation)
          .write(Path.of(request.results()));
    }
  }

  private Evaluation evaluate(Bert bert, int step) {
    Evaluation evaluation = evaluator.evaluate(bert, parts);
    double rate = learningRate.at(step);
    Divergence.check("the validation loss", evaluation.loss(), step, rate, request);
    return evaluation;
  }

  /** Nothing is kept that gives no loss: a step's own was taken before its update. */
  private void requireSound(Bert bert, int step) {
    double loss = evaluator.sample(bert, parts);
    Divergence.check(
        "the loss of validation sentences", loss, step, learningRate.at(step), request);
  }

  /** One optimizer step: its loss is the mean over the scored tokens of all its batches. */
  private void train(Bert bert, TrainingStep step) {
    List<List<Batch>> batches = step.batches();
    for (int i = 0; i < batches.size(); i++) {
      long seed = RandomStream.of(settings.seed(), "dropout", step.step(), i).nextLong();
      bert.accumulate(batches.get(i), 1.0 / step.scored(), seed);
    }
    if (!batches.isEmpty()) {
      bert.update(learningRate.at(step.step()));
    }
  }

  private StepLog log(Bert bert, MetricsLog metrics) {
    return new StepLog(
        request, bert, metrics, learningRate, progress.steps(), accelerator.isAsynchronous());
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
      config.requireVocabulary(folder, vocabulary.size());
      return Bert.forTraining(
          config.withDropout(settings.dropout()),
          PretrainedParameters.open(folder),
          optimization(),
          accelerator);
    }
    BertConfig config =
        BertConfig.of(
            settings.model(),
            vocabulary.size(),
            settings.maxPositions(),
            settings.dropout(),
            vocabulary.pad());
    return Bert.forTraining(
        config, Parameters.random(settings.seed(), vocabulary.pad()), optimization(), accelerator);
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
        accelerator);
  }

  private Optimization optimization() {
    return new Optimization(
        settings.weightDecay(), settings.decayEverything(), settings.clipNorm());
  }
}
