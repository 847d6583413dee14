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

/** The job {@code embed}: from sentences to vectors, some thousand at a time. */
public final class Embedding {
  /** Of these the shortest come first, so that a batch has sentences of one length. */
  private static final int CHUNK = 4096;

  /** Sentences of a batch, which the threads divide among them. */
  public static final int BATCH_SIZE = 64;

  private static final String TENSOR = "vectors";

  private final LoadedModel model;
  private final SentenceFile sentences;
  private final ExecutorService threads;
  private final @Nullable Nearest nearest;
  private int cut;

  private Embedding(
      LoadedModel model,
      SentenceFile sentences,
      ExecutorService threads,
      @Nullable Nearest nearest) {
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
      Nearest nearest =
          request.text() == null
              ? null
              : new Nearest(
                  SentenceVectors.compute(model, List.of(request.text())).get(0), request.topK());
      long start = System.nanoTime();
      int count = sentences.count("snowbert.input");
      Embedding embedding = new Embedding(model, sentences, threads, nearest);
      if (output.toString().endsWith(".csv")) {
        embedding.writeCsv(output);
      } else {
        embedding.writeSafeTensors(output, count, request);
      }
      return new EmbedReport(
          count,
          model.bert().config().width(),
          embedding.cut,
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
            to -> each((sentence, vector) -> to.put(bytes(vector))))
        .write(output);
  }

  private static ByteBuffer bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes;
  }

  /** A sentence, in quotation marks, and its vector; each number as short as it reads back. */
  private void writeCsv(Path output) throws IOException {
    AtomicFiles.write(
        output,
        temporary -> {
          try (BufferedWriter csv = Files.newBufferedWriter(temporary)) {
            csv.write("sentence");
            for (int i = 0; i < model.bert().config().width(); i++) {
              csv.write("," + i);
            }
            csv.write("\r\n"); // as RFC 4180 has it
            each(
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

  /** Takes a sentence and its vector. */
  @FunctionalInterface
  private interface Row {
    void take(String sentence, float[] vector) throws IOException;
  }

  /** Gives the vectors of all sentences, in their order. */
  private void each(Row row) throws IOException {
    try {
      sentences.read(
          CHUNK,
          (first, chunk) -> {
            List<float[]> vectors = SentenceVectors.compute(model, encoded(chunk), threads);
            for (int i = 0; i < chunk.size(); i++) {
              row.take(chunk.get(i), vectors.get(i));
              if (nearest != null) {
                nearest.look(first + i, chunk.get(i), vectors.get(i));
              }
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("embed was interrupted").initCause(e);
    }
  }

  /** What the model cannot read of a sentence is left out, its end being put before that. */
  private List<int[]> encoded(List<String> chunk) {
    int positions = model.bert().config().maxPositions();
    List<int[]> all = new ArrayList<>(chunk.size());
    for (String sentence : chunk) {
      int[] ids = model.encoder().encode(sentence);
      if (ids.length > positions) {
        cut++;
        ids = Arrays.copyOf(ids, positions);
        ids[positions - 1] = model.vocabulary().sep();
      }
      all.add(ids);
    }
    return all;
  }
}
