package org.snowbert.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.model.Parameters;
import org.snowbert.model.PretrainedParameters;
import org.snowbert.onnx.OnnxModel;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.TrainSettings;
import org.snowbert.spark.SparkCluster;
import org.snowbert.text.TokenizerFiles;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;
import org.snowbert.worker.batches.EpochBoundaries;
import org.snowbert.worker.batches.Examples;
import org.snowbert.worker.batches.ReadAhead;
import org.snowbert.worker.batches.Threads;
import org.snowbert.worker.batches.TrainingStep;
import org.snowbert.worker.batches.TrainingSteps;
import org.snowbert.worker.evaluation.Evaluator;
import org.snowbert.worker.evaluation.TokenFrequencies;

/**
 * Trains a model to the end and writes its folder. The training goes on from the last checkpoint,
 * if there is one.
 */
public final class Training {
  private final TrainRequest request;
  private final StopRequest stop;
  private final TrainSettings settings;
  private final Vocabulary vocabulary;
  private final Examples train;
  private final Evaluator evaluator;
  private final Accelerator accelerator;
  private final Threads threads;
  private final int parts;
  private final EpochBoundaries epochs;
  private final LearningRate learningRate;
  private final Checkpoints checkpoints;
  private final Validations validations;

  private Training(TrainRequest request, StopRequest stop) throws IOException {
    this.request = request;
    this.stop = stop;
    this.settings = request.settings();
    this.vocabulary = Vocabulary.read(request.tokens().vocabulary());
    this.train =
        settings.masks().isDynamic()
            ? Examples.dynamic(
                request.tokens().train(), new Masker(settings.masks(), vocabulary), settings.seed())
            : Examples.masked(request.masked().train());
    this.evaluator =
        new Evaluator(
            Examples.masked(request.masked().validation()),
            settings.masks().labels(),
            settings.paddedLength());
    this.accelerator = settings.hardware().accelerator();
    this.threads = Threads.of(settings);
    this.parts = accelerator.isAsynchronous() ? 1 : threads.parts();
    this.epochs = EpochBoundaries.of(settings, train);
    this.learningRate =
        new LearningRate(
            settings.schedule(),
            settings.learningRate(),
            settings.warmup(epochs.steps()),
            epochs.steps());
    this.checkpoints =
        new Checkpoints(request.checkpoints(), request.folder(), epochs.steps(), System::nanoTime);
    this.validations = new Validations(request, evaluator, epochs, learningRate, parts);
  }

  /**
   * Trains.
   *
   * @return whether the training reached its end; if not, a stop was requested, and the training
   *     left a checkpoint
   */
  public static boolean run(TrainRequest request, StopRequest stop) throws IOException {
    return new Training(request, stop).run();
  }

  private boolean run() throws IOException {
    new Preflight(request, vocabulary)
        .check(train, evaluator.examples(), epochs.epoch(epochs.steps()));
    Path checkpoint = request.checkpoints().from();
    int done = checkpoint == null ? 0 : stepOf(checkpoint);
    TokenFrequencies frequencies = TokenFrequencies.of(request.tokens().train(), vocabulary);
    Double frequencyLoss =
        validations.exist() ? (Double) frequencies.loss(request.masked().validation()) : null;
    TrainingSteps steps = new TrainingSteps(settings, train, epochs, vocabulary.pad(), parts);
    try (Bert bert = checkpoint == null ? newModel(frequencies) : modelOf(checkpoint, done);
        MetricsLog metrics =
            MetricsLog.begin(
                request.folder(),
                checkpoint == null ? null : checkpoint.resolve(Checkpoint.METRICS));
        Trainer trainer = trainer(bert, metrics);
        ReadAhead<TrainingStep> ahead = new ReadAhead<>(done + 1, epochs.steps(), steps::step)) {
      validations.begin(checkpoint);
      JsonFiles.write(request.folder().start(), startingPoint(bert.config(), done, frequencyLoss));
      if (!train(bert, trainer, metrics, ahead, done)) {
        return false;
      }
      finish(bert, frequencyLoss);
      return true;
    } catch (StopRequest.Requested e) { // before the first step
      return false;
    }
  }

  /**
   * Does the steps that are left, or those until the evaluations are enough. After each round it
   * saves the model if a checkpoint is due, and evaluates it if an evaluation is due.
   *
   * @return whether the training ended; if not, a stop was requested, and all work is saved
   */
  private boolean train(
      Bert bert, Trainer trainer, MetricsLog metrics, Iterator<TrainingStep> steps, int done)
      throws IOException {
    StepLog log = stepLog(trainer, metrics);
    int saved = done;
    if (done > 0 && validations.areDue(done)) { // a checkpoint is written before the evaluation
      if (!evaluate(bert, metrics, done)) {
        return false;
      }
    }
    while (steps.hasNext() && !validations.areEnough()) {
      log.begin();
      Round round = nextRound(steps);
      int number = round.last();
      stop.unsaved();
      if (round.workers() > 0) {
        try {
          trainer.train(round);
        } catch (StopRequest.Requested e) {
          if (round.done() > saved) {
            log.flush();
            requireFiniteLoss(bert, round.done());
            checkpoints.write(bert, round.done());
          }
          return false;
        }
      } else { // no token is scored, but AdamW counts the steps, and a checkpoint has their number
        bert.setSteps(number);
      }
      log.add(round);
      metrics.signOfLife();
      boolean stopping = stop.isRequested();
      if (stopping || needsCheckpoint(round)) {
        log.flush();
        requireFiniteLoss(bert, number);
        checkpoints.write(bert, number);
        saved = number;
        stop.saved();
      }
      if (stopping) {
        return false;
      }
      if (validations.areDue(number)) {
        log.flush();
        if (!evaluate(bert, metrics, number)) {
          requireFiniteLoss(bert, number);
          checkpoints.write(bert, number);
          return false;
        }
      }
    }
    return true;
  }

  private Round nextRound(Iterator<TrainingStep> steps) {
    List<TrainingStep> round = new ArrayList<>();
    TrainingStep step;
    do {
      step = steps.next();
      round.add(step);
    } while (!endsRound(step.step()));
    return new Round(round);
  }

  private boolean endsRound(int step) {
    Rounds rounds = settings.rounds();
    return rounds == null
        || step % rounds.localSteps() == 0
        || epochs.endsEpoch(step)
        || validations.areDue(step);
  }

  private TrainingStart startingPoint(BertConfig config, int done, @Nullable Double frequencyLoss)
      throws IOException {
    return new TrainingStart(
        Files.size(request.folder().metrics()),
        train.count(),
        evaluator.examples().count(),
        TokenFile.open(request.tokens().train()).tokens()
            + MaskedFile.open(request.masked().validation()).tokens(),
        vocabulary.size(),
        config.layers(),
        config.width(),
        config.parameters(),
        done,
        epochs.steps(),
        accelerator.deviceName(),
        accelerator.precisionName(),
        Accelerator.isCpuFastInBf16(),
        threads.all(),
        frequencyLoss);
  }

  private static int stepOf(Path checkpoint) throws IOException {
    Checkpoint manifest = Checkpoint.read(checkpoint);
    if (manifest == null) {
      throw new IOException(checkpoint + " has gone since the training began: build again");
    }
    return manifest.step();
  }

  /**
   * Evaluates the model after a step.
   *
   * @return false if a stop is requested meanwhile
   */
  private boolean evaluate(Bert bert, MetricsLog metrics, int step) throws IOException {
    try {
      validations.evaluate(
          bert,
          metrics,
          step,
          () -> {
            stop.check();
            metrics.signOfLife();
          });
      return true;
    } catch (StopRequest.Requested e) {
      return false;
    }
  }

  private void finish(Bert bert, @Nullable Double frequencyLoss) throws IOException {
    List<TrainingResults.Epoch> done = TrainingResults.epochs(request.folder().metrics());
    Integer bestStep = validations.bestStep();
    validations.takeBest(bert);
    ModelFolder.write(request.folder().model(), bert, request.tokens().path());
    TokenizerFiles.setPositions(request.folder().model(), bert.config().maxPositions());
    OnnxModel.write(request.folder().model());
    new TrainingResults(
            accelerator.deviceName(),
            accelerator.precisionName(),
            threads.all(),
            bert.config().parameters(),
            done.get(done.size() - 1).step(),
            epochs.steps(),
            bestStep,
            done,
            validations.ofModel(),
            frequencyLoss)
        .write(request.folder().results());
  }

  /**
   * Requires that the model still gives a loss, before it is saved. The loss of the step itself
   * says nothing about that, because it was computed before the update.
   */
  private void requireFiniteLoss(Bert bert, int step) {
    Evaluator sample =
        validations.exist() ? evaluator : new Evaluator(train, settings.masks().labels(), null);
    Divergence.requireFinite(
        validations.exist() ? "the loss of validation sentences" : "the loss of training sentences",
        sample.sampleLoss(bert, parts),
        step,
        learningRate.at(step),
        request);
  }

  private Trainer trainer(Bert bert, MetricsLog metrics) throws IOException {
    Rounds rounds = settings.rounds();
    DropoutSeeds seeds = new DropoutSeeds(settings.seed());
    if (request.cluster() != null) {
      SparkCluster.Wait wait =
          computing -> {
            stop.check();
            if (computing && rounds != null) { // a round may take long
              metrics.signOfLife();
            }
          };
      return new ClusterTrainer(
          ClusterConnection.open(request, bert.config(), wait),
          bert,
          rounds,
          seeds,
          learningRate,
          stop);
    }
    if (rounds == null) {
      return new LocalSteps(bert, settings.gradientPrecision(), seeds, learningRate);
    }
    Runnable check =
        () -> {
          stop.check();
          metrics.signOfLife();
        };
    return new LocalRounds(bert, rounds, seeds, learningRate, check);
  }

  private StepLog stepLog(Trainer trainer, MetricsLog metrics) {
    return new StepLog(
        request, trainer, metrics, learningRate, epochs.steps(), accelerator.isAsynchronous());
  }

  private boolean needsCheckpoint(Round round) {
    Integer every = settings.checkpointSteps();
    return round.last() == epochs.steps()
        || (every == null
            ? epochs.endsEpoch(round.last()) || checkpoints.isOverdue()
            : round.last() / every > round.done() / every);
  }

  private Bert newModel(TokenFrequencies frequencies) throws IOException {
    Path folder = request.init();
    if (folder != null) {
      BertConfig config = BertConfig.read(folder.resolve(ModelFolder.CONFIG));
      config.requireVocabulary(folder, vocabulary.size());
      return Bert.forTraining(
          config.withDropout(settings.dropout()),
          PretrainedParameters.open(folder),
          settings.optimization(),
          accelerator);
    }
    BertConfig config =
        BertConfig.of(
            Objects.requireNonNull(settings.model()), // set if no initial model is given
            vocabulary.size(),
            settings.maxPositions(),
            settings.dropout(),
            vocabulary.pad());
    Parameters parameters = Parameters.random(settings.seed(), vocabulary.pad());
    if (settings.outputBias() == OutputBias.FREQUENCIES) {
      parameters = parameters.withOutputBias(frequencies.logits());
    }
    return Bert.forTraining(config, parameters, settings.optimization(), accelerator);
  }

  private Bert modelOf(Path checkpoint, int step) throws IOException {
    BertConfig config = BertConfig.read(checkpoint.resolve(ModelFolder.CONFIG));
    Path moments = checkpoint.resolve(Checkpoint.MOMENTS);
    Bert bert =
        Bert.resume(
            config,
            Parameters.of(checkpoint.resolve(Checkpoint.PARAMETERS), ""),
            Parameters.of(moments, Bert.MEANS),
            Parameters.of(moments, Bert.VARIANCES),
            step,
            settings.optimization(),
            accelerator);
    Rounds rounds = settings.rounds();
    if (rounds != null && rounds.outerMomentum() > 0) {
      bert.loadVelocities(Parameters.of(moments, Bert.VELOCITIES));
    }
    return bert;
  }
}
