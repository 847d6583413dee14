package org.snowbert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.snowbert.inference.FillMask;
import org.snowbert.inference.LoadedModel;
import org.snowbert.inference.SentenceVectors;
import org.snowbert.internal.NoexecFolder;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;

/**
 * A trained model, open for use.
 *
 * <pre>{@code
 * try (MaskedLanguageModel model = MaskedLanguageModel.open(Path.of("easy-japanese-1.0.0.zip"))) {
 *   model.fillMask("秋には[MASK]が木から落ちる。", 5).masks().get(0); // 葉 first
 *   model.vector("秋には葉が木から落ちる。");
 * }
 * }</pre>
 *
 * <p>The model takes plain sentences, and normalises, segments and encodes them as it did with the
 * sentences of its training. It computes the same numbers as transformers with the same files and
 * text that is normalised in the same way, in float32, on a CUDA device if the engine on the class
 * path supports one, else on the CPU.
 *
 * <p>Thread-safe. One call with many texts takes less time than many calls. The engine keeps the
 * model's memory until the model is closed.
 */
public final class MaskedLanguageModel implements AutoCloseable {
  static {
    // Without it DJL reports each start to its makers, and waits where it cannot reach them.
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final Path path;
  private final LoadedModel model;

  /** Calls hold the read lock and close() the write lock, so that it waits for the calls. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private MaskedLanguageModel(Path path, LoadedModel model) {
    this.path = path;
    this.model = model;
  }

  /**
   * Opens a model.
   *
   * @param model the zip that a build published, a folder with the files of the zip, or a folder
   *     with the files of transformers' {@code save_pretrained}
   * @throws InvalidInputException if it is not a model, or not a supported one
   * @throws IOException if it cannot be read, or the engine cannot be loaded on this machine
   */
  public static MaskedLanguageModel open(Path model) throws IOException {
    try {
      Accelerator accelerator = Accelerator.choose(Device.AUTO, Precision.FP32);
      return new MaskedLanguageModel(model, LoadedModel.open(model, accelerator));
    } catch (InvalidInputException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new IOException(
          "%s cannot be opened, because this JVM may take too little memory (%s): raise -Xmx, which also limits the memory outside the heap, or -XX:MaxDirectMemorySize"
              .formatted(model, e.getMessage()),
          e);
    } catch (RuntimeException | LinkageError e) {
      throw new IOException("%s cannot be opened, because %s".formatted(model, reason(e)), e);
    }
  }

  private static String reason(Throwable failure) {
    Path noexec = NoexecFolder.of(failure);
    return noexec == null
        ? "the engine fails on this machine: " + failure.getMessage()
        : "the engine's libraries are in %s, on a file system that executes no file (noexec): set the environment variable DJL_CACHE_DIR to a folder on another one"
            .formatted(noexec);
  }

  /**
   * Fills the masks of a text.
   *
   * @param text a text with at least one {@code [MASK]}
   * @param topK the number of tokens for each mask, at least 1: the most probable ones, without the
   *     special tokens
   * @throws InvalidInputException if the text has no mask or more tokens than the model reads, or
   *     topK is below 1
   * @throws IllegalStateException if the model is closed
   */
  public FillMaskAnswer fillMask(String text, int topK) {
    return fillMasks(List.of(text), topK).get(0);
  }

  /**
   * Fills the masks of several texts, as {@link #fillMask} does.
   *
   * @return an answer for each text, in the order of the texts
   */
  public List<FillMaskAnswer> fillMasks(List<String> texts, int topK) {
    return use(() -> FillMask.fill(model, texts, topK));
  }

  /**
   * A text's vector: the mean of the last hidden states of its tokens, {@code [CLS]} and {@code
   * [SEP]} included. The angle between the vectors of texts with similar meanings is small.
   *
   * @return as many elements as the model is wide
   * @throws InvalidInputException if the text has more tokens than the model reads
   * @throws IllegalStateException if the model is closed
   */
  public float[] vector(String text) {
    return vectors(List.of(text)).get(0);
  }

  /** The vectors of several texts, as {@link #vector} gives them, in the order of the texts. */
  public List<float[]> vectors(List<String> texts) {
    return use(() -> SentenceVectors.compute(model, texts));
  }

  private <T> T use(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model %s is closed: open it again".formatted(path));
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees the engine's memory after the last running call; a second call does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
