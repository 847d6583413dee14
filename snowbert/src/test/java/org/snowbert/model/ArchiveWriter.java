package org.snowbert.model;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.snowbert.bench.SentenceLengths;
import org.snowbert.internal.RandomStream;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * Writes what {@code bench/archive.py} trains on a machine without Java: {@code ArchiveWriter
 * FOLDER TOKENS SIZE VOCABULARY BATCH_TOKENS SEED} writes
 *
 * <ul>
 *   <li>{@code bert-fp32.pt} and {@code bert-bf16.pt}, the program's archives;
 *   <li>{@code config.json}, and {@code layout.json}: the names, the shape and the initialization
 *       of each parameter in the program's order;
 *   <li>{@code batches.safetensors}: {@code sentences.<n>.<array>}, batches of 16 sentences, and
 *       {@code tokens.<n>.<array>}, batches of at most BATCH_TOKENS tokens. Their sentences have
 *       lengths drawn from the token file TOKENS, random tokens, and 15% of these scored.
 * </ul>
 *
 * <p>It leaves the parameters out, hundreds of megabytes at {@code base}: the script draws them.
 */
public final class ArchiveWriter {
  private static final int SENTENCES = 16;
  private static final int BATCHES = 128;
  private static final int LARGE_BATCHES = 16;

  private final BertConfig config;
  private final int[] lengths;
  private final RandomStream draws;

  /**
   * Prepares writing.
   *
   * @param lengths of sentences, in tokens, to draw from
   */
  ArchiveWriter(BertConfig config, int[] lengths, long seed) {
    this.config = config;
    this.lengths = lengths;
    this.draws = RandomStream.of(seed, "archive");
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    ModelSize size = ModelSize.valueOf(args[2].toUpperCase(Locale.ROOT));
    BertConfig config = BertConfig.of(size, Integer.parseInt(args[3]), 512, 0.1, 0);
    ArchiveWriter writer =
        new ArchiveWriter(config, SentenceLengths.read(Path.of(args[1])), Long.parseLong(args[5]));
    writer.writeProgram(folder);
    writer.writeBatches(
        folder,
        writer.ofSentences(BATCHES, SENTENCES),
        writer.ofTokens(LARGE_BATCHES, Integer.parseInt(args[4])));
  }

  void writeProgram(Path folder) throws IOException {
    for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
      Accelerator accelerator = new Accelerator(ai.djl.Device.cpu(), precision == Precision.BF16);
      TorchProgram program =
          new TorchProgram(config, accelerator, new Optimization(0.01, false, null));
      String name = "bert-" + precision.name().toLowerCase(Locale.ROOT) + ".pt";
      Files.write(folder.resolve(name), program.archive());
    }
    config.write(folder.resolve("config.json"));
    Files.writeString(
        folder.resolve("layout.json"), new Gson().toJson(ParameterLayout.of(config)) + "\n");
  }

  /** Writes {@code parameters.safetensors}: the parameters, named by their places in the order. */
  void writeParameters(Path folder, Parameters parameters) throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    List<PackedParameter> layout = ParameterLayout.of(config);
    for (int i = 0; i < layout.size(); i++) {
      PackedParameter parameter = layout.get(i);
      writer.add(
          Integer.toString(i),
          DType.F32,
          parameter.shape(),
          output -> output.put(parameters.values(parameter)));
    }
    writer.write(folder.resolve("parameters.safetensors"));
  }

  void writeBatches(Path folder, List<Batch> ofSentences, List<Batch> ofTokens) throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    add(writer, "sentences.", ofSentences);
    add(writer, "tokens.", ofTokens);
    writer.write(folder.resolve("batches.safetensors"));
  }

  private static void add(SafeTensorsWriter writer, String kind, List<Batch> batches) {
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      String name = kind + i + ".";
      add(writer, name + "ids", batch.ids());
      add(writer, name + "positions", batch.positions());
      add(writer, name + "rectangle", batch.rectangle());
      add(writer, name + "places", batch.places());
      boolean[] mask = batch.mask();
      ByteBuffer bytes = ByteBuffer.allocate(mask.length);
      for (boolean attended : mask) {
        bytes.put((byte) (attended ? 1 : 0));
      }
      long[] shape = {batch.sentences(), batch.longest()};
      writer.add(name + "mask", DType.BOOL, shape, bytes::flip);
      add(writer, name + "scored", batch.scored());
      add(writer, name + "labels", batch.labels());
    }
  }

  private static void add(SafeTensorsWriter writer, String name, long[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    writer.add(name, DType.I64, new long[] {values.length}, () -> bytes);
  }

  /** Batches of so many sentences. */
  List<Batch> ofSentences(int batches, int sentences) {
    return IntStream.range(0, batches)
        .mapToObj(i -> batch(IntStream.generate(this::length).limit(sentences).toArray()))
        .toList();
  }

  /** Batches of as many sentences as come before one that does not fit into so many tokens. */
  List<Batch> ofTokens(int batches, int tokens) {
    List<Batch> made = new ArrayList<>();
    while (made.size() < batches) {
      IntStream.Builder chosen = IntStream.builder();
      int room = tokens;
      int length = length();
      do {
        chosen.add(length);
        room -= length;
        length = length();
      } while (length <= room);
      made.add(batch(chosen.build().toArray()));
    }
    return made;
  }

  private int length() {
    return lengths[draws.nextInt(lengths.length)];
  }

  private Batch batch(int[] chosen) {
    return SyntheticBatch.of(chosen, config.vocabularySize(), draws);
  }
}
