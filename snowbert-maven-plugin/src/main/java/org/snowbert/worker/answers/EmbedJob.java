package org.snowbert.worker.answers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.snowbert.inference.LoadedModel;
import org.snowbert.inference.SentenceVectors;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.jobs.EmbedRequest;
import org.snowbert.jobs.SentenceFile;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.worker.batches.Threads;

/** The job {@code embed}: computes the vector of each sentence of a file. */
public final class EmbedJob {
  /**
   * The number of sentences that are read at once. They are computed in the order of their lengths,
   * so that the sentences of a batch have about one length.
   */
  private static final int CHUNK_SIZE = 4096;

  /** The number of sentences of a batch. The threads share a batch. */
  public static final int BATCH_SIZE = 64;

  private static final String TENSOR = "vectors";

  private final LoadedModel model;
  private final SentenceFile sentences;
  private final ExecutorService threads;
  private final @Nullable NearestSentences nearest;
  private int cutSentences;

  private EmbedJob(
      LoadedModel model,
      SentenceFile sentences,
      ExecutorService threads,
      @Nullable NearestSentences nearest) {
    this.model = model;
    this.sentences = sentences;
    this.threads = threads;
    this.nearest = nearest;
  }

  public static EmbedReport run(EmbedRequest request) throws IOException {
    SentenceFile sentences = new SentenceFile(request.sentences());
    Path output = request.output();
    int parts = Threads.of(request.hardware().threads(), BATCH_SIZE).parts();
    ExecutorService threads = Executors.newFixedThreadPool(parts);
    try (LoadedModel model = LoadedModel.open(request.model(), request.hardware().accelerator())) {
      NearestSentences nearest =
          request.text() == null
              ? null
              : new NearestSentences(
                  SentenceVectors.compute(model, List.of(request.text())).get(0), request.topK());
      long start = System.nanoTime();
      int count = sentences.count("snowbert.input");
      EmbedJob job = new EmbedJob(model, sentences, threads, nearest);
      if (output.toString().endsWith(".csv")) {
        job.writeCsv(output);
      } else {
        job.writeSafeTensors(output, count, request);
      }
      return new EmbedReport(
          count,
          model.bert().config().width(),
          job.cutSentences,
          (System.nanoTime() - start) / 1e9,
          nearest == null ? List.of() : nearest.best());
    } finally {
      threads.shutdownNow();
    }
  }

  private void writeSafeTensors(Path output, int count, EmbedRequest request) throws IOException {
    int width = model.bert().config().width();
    SafeTensorsWriter writer = new SafeTensorsWriter();
    request.metadata().forEach(writer::metadata);
    writer
        .add(
            TENSOR,
            DType.F32,
            new long[] {count, width},
            to -> forEachVector((sentence, vector) -> to.put(bytes(vector))))
        .write(output);
  }

  private static ByteBuffer bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes;
  }

  /**
   * Writes one line for each sentence: the sentence in quotation marks, then its vector. Each
   * number has the fewest digits that read back as the same number.
   */
  private void writeCsv(Path output) throws IOException {
    AtomicFiles.write(
        output,
        temporary -> {
          try (BufferedWriter csv = Files.newBufferedWriter(temporary)) {
            csv.write("sentence");
            for (int i = 0; i < model.bert().config().width(); i++) {
              csv.write("," + i);
            }
            csv.write("\r\n"); // the line end of RFC 4180
            forEachVector(
                (sentence, vector) -> {
                  csv.write('"' + sentence.replace("\"", "\"\"") + '"');
                  for (float element : vector) {
                    csv.write("," + element);
                  }
                  csv.write("\r\n");
                });
          }
        });
  }

  /** Receives a sentence and its vector. */
  @FunctionalInterface
  private interface VectorConsumer {
    void accept(String sentence, float[] vector) throws IOException;
  }

  /** Computes the vectors of all sentences, and hands them on in the order of the file. */
  private void forEachVector(VectorConsumer consumer) throws IOException {
    try {
      sentences.read(
          CHUNK_SIZE,
          (first, chunk) -> {
            List<float[]> vectors = SentenceVectors.compute(model, encoded(chunk), threads);
            for (int i = 0; i < chunk.size(); i++) {
              consumer.accept(chunk.get(i), vectors.get(i));
              if (nearest != null) {
                nearest.consider(first + i, chunk.get(i), vectors.get(i));
              }
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("embed was interrupted").initCause(e);
    }
  }

  /**
   * Encodes sentences. A sentence that is longer than the model can read is cut, and {@code [SEP]}
   * becomes its last token.
   */
  private List<int[]> encoded(List<String> chunk) {
    int positions = model.bert().config().maxPositions();
    List<int[]> encoded = new ArrayList<>(chunk.size());
    for (String sentence : chunk) {
      int[] ids = model.tokenizer().encode(sentence);
      if (ids.length > positions) {
        cutSentences++;
        ids = Arrays.copyOf(ids, positions);
        ids[positions - 1] = model.vocabulary().sep();
      }
      encoded.add(ids);
    }
    return encoded;
  }
}
