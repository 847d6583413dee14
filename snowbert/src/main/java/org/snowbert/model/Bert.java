package org.snowbert.model;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * A BERT masked language model in the engine. {@code bert.py} computes its forward pass, its
 * gradients and its AdamW steps.
 *
 * <p>Not thread-safe. Its memory is the engine's, until it is closed.
 */
public final class Bert implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final BertConfig config;
  private final List<PackedParameter> layout;
  private final Model model;
  private final NDManager manager;

  /**
   * The memory of the inputs of a call, on the CPU: {@code bert.py} moves to a GPU what it needs
   * there.
   */
  private final NDManager host;

  private final ParameterStore store;
  private @Nullable GradientCollector gradients;
  private boolean hasVelocities;

  private Bert(BertConfig config, Optimization optimization, Accelerator accelerator) {
    this.config = config;
    this.layout = ParameterLayout.of(config);
    this.model = Model.newInstance("bert", accelerator.device(), ENGINE);
    this.manager = model.getNDManager();
    this.host = manager.newSubManager(ai.djl.Device.cpu());
    this.store = new ParameterStore(manager, false);
    try {
      TorchProgram program = new TorchProgram(config, accelerator, optimization);
      model.load(new ByteArrayInputStream(program.archive()));
    } catch (Exception e) {
      model.close();
      throw new IllegalStateException("the engine does not load bert.py: " + e.getMessage(), e);
    }
  }

  /** Opens a model for inference. */
  public static Bert forInference(BertConfig config, Parameters parameters, Accelerator accelerator)
      throws IOException {
    Bert bert = new Bert(config, Optimization.NONE, accelerator);
    return bert.begun("infer", scope -> bert.load(scope, "parameters[]", parameters));
  }

  /** Opens a model for training, with AdamW's state before its first step. */
  public static Bert forTraining(
      BertConfig config, Parameters parameters, Optimization optimization, Accelerator accelerator)
      throws IOException {
    Bert bert = trainable(config, optimization, accelerator);
    return bert.begun("start", scope -> bert.load(scope, "parameters[]", parameters));
  }

  /**
   * Opens a model as a checkpoint left it.
   *
   * @param means AdamW's first moments, under the parameters' names
   * @param variances AdamW's second moments
   * @param steps that were done
   */
  public static Bert resume(
      BertConfig config,
      Parameters parameters,
      Parameters means,
      Parameters variances,
      int steps,
      Optimization optimization,
      Accelerator accelerator)
      throws IOException {
    Bert bert = trainable(config, optimization, accelerator);
    return bert.begun(
        "load",
        scope -> {
          NDList inputs = bert.load(scope, "parameters[]", parameters);
          inputs.addAll(bert.load(scope, "means[]", means));
          inputs.addAll(bert.load(scope, "variances[]", variances));
          inputs.add(scope.create((float) steps));
          return inputs;
        });
  }

  /**
   * Opens a model that only computes gradients. Its parameters are 0 until {@link #setState(long,
   * ByteBuffer)} sets them.
   */
  public static Bert forGradients(BertConfig config, Accelerator accelerator) throws IOException {
    Bert bert = trainable(config, Optimization.NONE, accelerator);
    return bert.begun(
        "infer", scope -> bert.load(scope, "parameters[]", PackedParameter::allocate));
  }

  /**
   * Opens a model for training whose state is 0 until {@link #setState(long, ByteBuffer)} sets it.
   */
  public static Bert forRounds(
      BertConfig config, Optimization optimization, Accelerator accelerator) throws IOException {
    return forTraining(config, PackedParameter::allocate, optimization, accelerator);
  }

  private static Bert trainable(
      BertConfig config, Optimization optimization, Accelerator accelerator) {
    Bert bert = new Bert(config, optimization, accelerator);
    bert.gradients = Engine.getEngine(ENGINE).newGradientCollector();
    return bert;
  }

  /** Makes the inputs of a call. */
  private interface Inputs {
    NDList in(NDManager scope) throws IOException;
  }

  /** Gives this model its state. If that fails, the model is closed. */
  private Bert begun(String method, Inputs inputs) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      call(scope, method, inputs.in(scope));
      return this;
    } catch (Throwable e) {
      close(); // the engine would refuse the next one
      throw e;
    }
  }

  public BertConfig config() {
    return config;
  }

  /**
   * Adds a batch's gradients to those of the step. On a GPU it only starts the computation.
   *
   * @param parts of the batch, each computed by a thread of its own
   * @param scale what its loss is multiplied by: one over the tokens scored in all batches of the
   *     step
   * @param seed of the dropout
   */
  public void accumulate(List<Batch> parts, double scale, long seed) {
    try (NDManager scope = host.newSubManager()) {
      NDList inputs = inputs(scope, parts);
      inputs.add(scope.create(scale));
      inputs.add(scope.create(seed));
      call(scope, "accumulate", inputs);
    }
  }

  /**
   * Adds the gradients of several batches to those of the step, one batch after the other.
   *
   * @param batches each in its parts
   * @param scale what each loss is multiplied by
   * @param seeds of the dropout of each batch
   */
  public void accumulate(List<List<Batch>> batches, double scale, long[] seeds) {
    for (int i = 0; i < seeds.length; i++) {
      accumulate(batches.get(i), scale, seeds[i]);
    }
  }

  /**
   * A batch's loss.
   *
   * @param scored the sum of the cross-entropies of the scored tokens, in nats
   * @param replaced the same of those among them that stand in another token's place, where every
   *     token is scored; otherwise {@code scored}
   */
  public record Loss(double scored, double replaced) {}

  /**
   * The losses of the batches that were accumulated since they were last taken, in their order;
   * waits for the device.
   */
  public List<Loss> takeLosses() {
    try (NDManager scope = host.newSubManager()) {
      double[] sums = call(scope, "take_losses", new NDList()).head().toDoubleArray();
      return IntStream.range(0, sums.length / 2)
          .mapToObj(i -> new Loss(sums[2 * i], sums[2 * i + 1]))
          .toList();
    }
  }

  /**
   * Ends the share of one worker in a step. The gradients that were accumulated since the last call
   * are added to those of the earlier workers.
   *
   * @param precision to which the gradients of the worker are rounded before
   */
  public void endWorker(GradientPrecision precision) {
    try (NDManager scope = host.newSubManager()) {
      call(scope, "end_worker", new NDList(scope.create(precision == GradientPrecision.BF16)));
    }
  }

  /** Forgets the gradients and the losses that were accumulated. */
  public void dropGradients() {
    call("drop_gradients");
  }

  /**
   * A slice of the model's state: of the parameters, which lie end to end, then of AdamW's first
   * moments, then of its second moments. A model that only computes gradients has no moments.
   *
   * @param first the first element of the slice
   * @param last the element after the slice
   * @return the values, little-endian float32
   */
  public ByteBuffer state(long first, long last) {
    try (NDManager scope = host.newSubManager()) {
      return slice(scope, "state_slice", new NDList(scope.create(first), scope.create(last)));
    }
  }

  /**
   * A slice of the gradients that were accumulated, which must be some. Like the parameters, they
   * lie end to end.
   *
   * @param first the first element of the slice
   * @param last the element after the slice
   * @return the values, little-endian, in the precision
   */
  public ByteBuffer gradients(long first, long last, GradientPrecision precision) {
    try (NDManager scope = host.newSubManager()) {
      NDList inputs = new NDList(scope.create(first), scope.create(last));
      inputs.add(scope.create(precision == GradientPrecision.BF16));
      return slice(scope, "gradient_slice", inputs);
    }
  }

  private ByteBuffer slice(NDManager scope, String method, NDList inputs) {
    return call(scope, method, inputs).head().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Sets a slice of the model's state.
   *
   * @param first the first element of the slice
   * @param values little-endian float32
   */
  public void setState(long first, ByteBuffer values) {
    set("set_state", first, values);
  }

  /** Takes other values of the parameters. What AdamW holds for them stays. */
  public void setParameters(Parameters parameters) throws IOException {
    long first = 0;
    for (PackedParameter parameter : layout) {
      setState(first, parameters.values(parameter));
      first += parameter.elements();
    }
  }

  /** Sets the number of AdamW steps that were done. */
  public void setSteps(int steps) {
    try (NDManager scope = host.newSubManager()) {
      call(scope, "set_steps", new NDList(scope.create((float) steps)));
    }
  }

  /** Sets a slice of the gradients. Before an update all elements must have been set. */
  public void setGradients(long first, ByteBuffer values) {
    set("set_gradients", first, values);
  }

  private void set(String method, long first, ByteBuffer values) {
    try (NDManager scope = host.newSubManager()) {
      Shape shape = new Shape(values.remaining() / Float.BYTES);
      call(
          scope,
          method,
          new NDList(scope.create(first), scope.create(values, shape, DataType.FLOAT32)));
    }
  }

  /** Does one AdamW step with the gradients that were accumulated. */
  public void update(double learningRate) {
    try (NDManager scope = host.newSubManager()) {
      call(scope, "update", new NDList(scope.create(learningRate)));
    }
  }

  /**
   * Begins a round of local steps: keeps the state, from which every worker of the round starts.
   */
  public void beginRound() {
    call("begin_round");
  }

  /**
   * Goes back to the state from which the round started, without the gradients and losses since
   * then.
   */
  public void restartRound() {
    dropGradients();
    call("restart_round");
  }

  /** Adds the state of a worker to those of the earlier workers of the round. */
  public void addWorker() {
    call("add_worker");
  }

  /** Takes the mean of the states of all workers of the round. It is computed in float64. */
  public void averageWorkers(int workers) {
    try (NDManager scope = host.newSubManager()) {
      call(scope, "average_workers", new NDList(scope.create(workers)));
    }
  }

  /**
   * Ends a round whose mean is the state now, with one step of the outer optimizer.
   *
   * @param steps the number of AdamW steps that were done, those of the round included
   * @param outerLearningRate the part of the way to the mean that the model goes; 1 for all of it
   * @param outerMomentum the Nesterov momentum of this way; 0 for none
   */
  public void endRound(int steps, double outerLearningRate, double outerMomentum) {
    try (NDManager scope = host.newSubManager()) {
      NDList inputs = new NDList(scope.create((float) steps));
      inputs.add(scope.create(outerLearningRate));
      inputs.add(scope.create(outerMomentum));
      call(scope, "end_round", inputs);
    }
    hasVelocities |= outerMomentum > 0;
  }

  /** Takes the momentum of the outer optimizer, under the parameters' names. */
  public void loadVelocities(Parameters velocities) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      call(scope, "load_velocities", load(scope, "velocities[]", velocities));
    }
    hasVelocities = true;
  }

  /**
   * What a model makes of scored tokens.
   *
   * @param loss the sum of their cross-entropies, in nats
   * @param top1 how many are the most probable token
   * @param top5 how many are among the five most probable
   */
  public record Score(double loss, long top1, long top5, long tokens) {
    public double meanLoss() {
      return loss / tokens;
    }
  }

  /**
   * Scores batches without dropout; the result is read back once, at their end.
   *
   * @param batches at least one, each in parts, each of these with a scored token
   */
  public Score evaluate(Iterator<List<Batch>> batches) {
    long tokens = 0;
    while (batches.hasNext()) {
      List<Batch> parts = batches.next();
      tokens += parts.stream().mapToLong(part -> part.labels().length).sum();
      try (NDManager scope = host.newSubManager()) {
        call(scope, "evaluate", inputs(scope, parts));
      }
    }
    try (NDManager scope = host.newSubManager()) {
      double[] sums = call(scope, "take_scores", new NDList()).head().toDoubleArray();
      return new Score(sums[0], (long) sums[1], (long) sums[2], tokens);
    }
  }

  /**
   * The logits [scored tokens × vocabulary] of a batch's scored tokens, row by row. Thread-safe
   * where the model is open for inference.
   */
  public float[] logits(Batch batch) {
    try (NDManager scope = host.newSubManager()) {
      return call(scope, "logits", inputs(scope, List.of(batch))).head().toFloatArray();
    }
  }

  /**
   * The vectors [sentences × width] of a batch whose every token is scored, row by row: the mean of
   * each sentence's last hidden states. Thread-safe where the model is open for inference.
   */
  public float[] vectors(Batch batch) {
    try (NDManager scope = host.newSubManager()) {
      return call(scope, "vectors", inputs(scope, List.of(batch))).head().toFloatArray();
    }
  }

  /** What the model holds for each parameter, as the program numbers it. */
  enum Kind {
    PARAMETER(0),
    MEAN(1),
    VARIANCE(2),
    GRADIENT(3),
    VELOCITY(4);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /** What stands before the name of a parameter's first moment, as PyTorch calls it. */
  public static final String MEANS = "exp_avg.";

  /** What stands before the name of a parameter's second moment. */
  public static final String VARIANCES = "exp_avg_sq.";

  /** What stands before the name of a parameter's momentum in the outer optimizer. */
  public static final String VELOCITIES = "momentum_buffer.";

  /**
   * Adds the parameters, float32 under transformers' names, to a file that is written while the
   * model is open.
   */
  public void writeParameters(SafeTensorsWriter writer) {
    write(writer, "", Kind.PARAMETER);
  }

  /**
   * Adds AdamW's moments, each under its parameter's name after {@link #MEANS} or {@link
   * #VARIANCES}, and the momentum of the outer optimizer after {@link #VELOCITIES}, if there is
   * one.
   */
  public void writeMoments(SafeTensorsWriter writer) {
    write(writer, MEANS, Kind.MEAN);
    write(writer, VARIANCES, Kind.VARIANCE);
    if (hasVelocities) {
      write(writer, VELOCITIES, Kind.VELOCITY);
    }
  }

  private void write(SafeTensorsWriter writer, String prefix, Kind kind) {
    for (int i = 0; i < layout.size(); i++) {
      PackedParameter parameter = layout.get(i);
      int tensor = i;
      for (int n = 0; n < parameter.names().size(); n++) {
        int index = n;
        writer.add(
            prefix + parameter.names().get(n),
            DType.F32,
            parameter.partShape(),
            () -> part(values(kind, tensor), index, parameter.names().size()));
      }
    }
  }

  private static ByteBuffer part(ByteBuffer whole, int index, int parts) {
    int length = whole.remaining() / parts;
    return whole.slice(index * length, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** One tensor's values, little-endian float32. */
  ByteBuffer values(Kind kind, int tensor) {
    try (NDManager scope = host.newSubManager()) {
      NDList inputs = new NDList(scope.create(kind.number), scope.create(tensor));
      return call(scope, "tensor", inputs).head().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The arrays of all parts as one list of the program's, in the order of its {@code Part}. */
  private static NDList inputs(NDManager scope, List<Batch> parts) {
    NDList inputs = new NDList();
    for (Batch part : parts) {
      inputs.add(scope.create(part.ids()));
      inputs.add(scope.create(part.positions()));
      inputs.add(scope.create(part.rectangle()));
      inputs.add(scope.create(part.places()));
      inputs.add(scope.create(part.mask()).reshape(part.sentences(), part.longest()));
      inputs.add(scope.create(part.scored()));
      inputs.add(scope.create(part.labels()));
    }
    inputs.forEach(array -> array.setName("batch[]"));
    return inputs;
  }

  private NDList load(NDManager scope, String name, Parameters parameters) throws IOException {
    NDList list = new NDList(layout.size());
    for (PackedParameter parameter : layout) {
      NDArray array =
          scope.create(
              parameters.values(parameter), new Shape(parameter.shape()), DataType.FLOAT32);
      array.setName(name);
      list.add(array);
    }
    return list;
  }

  private void call(String method) {
    try (NDManager scope = host.newSubManager()) {
      call(scope, method, new NDList());
    }
  }

  private NDList call(NDManager scope, String method, NDList inputs) {
    NDArray name = scope.create(0);
    name.setName("module_method:" + method);
    inputs.add(name);
    // Where autograd makes gradients, they are then its own, as in Python. The executor's optimizer
    // has formulas of its own for them, which fail in bf16, and is no faster here. It is switched
    // for this thread alone, which may be a user's.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return model.getBlock().forward(store, inputs, true);
    } finally {
      JniUtils.setGraphExecutorOptimize(true);
    }
  }

  @Override
  public void close() {
    if (gradients != null) {
      gradients.close();
    }
    model.close();
  }
}
