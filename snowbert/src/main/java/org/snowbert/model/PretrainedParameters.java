package org.snowbert.model;

import ai.djl.util.Float16Utils;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.JsonFiles;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;

/**
 * The parameters that transformers saved in a folder: in {@code model.safetensors}, or in the
 * shards that {@code model.safetensors.index.json} names.
 *
 * <p>Half precision is widened to float32. Names of other versions are read too: {@code gamma} and
 * {@code beta} of a LayerNorm, names without {@code bert.}, and the decoder's copies of the word
 * embeddings and the bias. A tensor that is no parameter of a {@code BertForMaskedLM}, such as a
 * pooler's, is ignored.
 */
public final class PretrainedParameters implements Parameters {
  private static final String WHOLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";
  private static final String PICKLE = "pytorch_model.bin";

  /** The parameters that the decoder shares, by the names of its copies. */
  private static final Map<String, String> SHARED =
      Map.of(
          "cls.predictions.decoder.weight", "bert.embeddings.word_embeddings.weight",
          "cls.predictions.decoder.bias", "cls.predictions.bias");

  private static final Set<DType> TYPES = EnumSet.of(DType.F32, DType.F16, DType.BF16);

  /** A tensor as the header of its file declares it. */
  private record Tensor(Path path, String name, DType type, List<Long> shape) {}

  private final Path path;
  private final Map<String, Tensor> tensors;
  private final Map<Path, SafeTensorsFile> files = new HashMap<>();

  private PretrainedParameters(Path folder) throws IOException {
    List<Path> all = files(folder);
    path = all.get(0);
    tensors = tensors(all);
    for (Path file : holders(all)) {
      files.put(file, SafeTensorsFile.open(file));
    }
  }

  /**
   * Opens the files of a folder.
   *
   * @throws InvalidInputException if one is absent or malformed, or if the decoder is not tied to
   *     the word embeddings
   */
  public static PretrainedParameters open(Path folder) throws IOException {
    PretrainedParameters parameters = new PretrainedParameters(folder);
    SHARED.forEach(parameters::share);
    return parameters;
  }

  /**
   * Refuses a folder without the parameters of a configuration. It reads the headers alone.
   *
   * @param folder a folder, also one in a zip
   * @throws InvalidInputException if one is absent or malformed, or has a parameter of another
   *     shape
   */
  public static void check(Path folder, BertConfig config) throws IOException {
    List<Path> all = files(folder);
    Map<String, Tensor> tensors = tensors(all);
    SHARED.forEach(
        (copy, original) -> {
          if (tensors.containsKey(copy)) {
            tensors.putIfAbsent(original, tensors.get(copy));
          }
        });
    for (PackedParameter parameter : ParameterLayout.of(config)) {
      for (String name : parameter.names()) {
        require(tensors.get(name), name, parameter, all.get(0));
      }
    }
  }

  private static Map<String, Tensor> tensors(List<Path> files) throws IOException {
    Map<String, Tensor> tensors = new HashMap<>();
    for (Path path : holders(files)) {
      SafeTensorsFile.declarations(path)
          .forEach(
              (name, found) ->
                  tensors.put(
                      canonical(name), new Tensor(path, name, found.type(), found.shape())));
    }
    return tensors;
  }

  /**
   * The files of the parameters: one file, or an index and its shards.
   *
   * @throws InvalidInputException if there are none, or only a pickle
   */
  public static List<Path> files(Path folder) throws IOException {
    Path whole = folder.resolve(WHOLE);
    Path index = folder.resolve(INDEX);
    if (Files.isRegularFile(whole)) {
      return List.of(whole);
    }
    if (Files.isRegularFile(index)) {
      return Stream.concat(Stream.of(index), shards(index).stream()).toList();
    }
    if (Files.exists(folder.resolve(PICKLE))
        || Files.exists(folder.resolve(PICKLE + ".index.json"))) {
      throw new InvalidInputException(
          "%s has its parameters in a Python pickle (%s), which is never read because it may run any code: save the model with transformers' save_pretrained, which writes %s"
              .formatted(folder, PICKLE, WHOLE));
    }
    throw new InvalidInputException(
        "%s has no %s: name the folder or the zip of a trained model".formatted(folder, WHOLE));
  }

  /** The files that hold tensors; an index holds none. */
  private static List<Path> holders(List<Path> files) {
    return files.size() == 1 ? files : files.subList(1, files.size());
  }

  private static List<Path> shards(Path index) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try {
      JsonFiles.parse(
          index,
          json -> {
            json.getAsJsonObject("weight_map")
                .asMap()
                .values()
                .forEach(shard -> names.add(shard.getAsString()));
            return json;
          });
    } catch (JsonParseException e) {
      throw new InvalidInputException(
          "%s is not an index of safetensors files (%s): save the model again"
              .formatted(index, e.getMessage()),
          e);
    }
    if (names.isEmpty()) {
      throw new InvalidInputException("%s names no file: save the model again".formatted(index));
    }
    return names.stream().map(name -> shard(index, name)).toList();
  }

  private static Path shard(Path index, String name) {
    try {
      Path shard = index.resolveSibling(name);
      if (name.equals(String.valueOf(shard.getFileName())) && Files.isRegularFile(shard)) {
        return shard;
      }
    } catch (InvalidPathException e) {
      // the message below says so
    }
    throw new InvalidInputException(
        "%s names the file %s, which is not beside it: put all files of the model into one folder"
            .formatted(index, Excerpt.of(name)));
  }

  /** The name that today's transformers gives to a parameter. */
  private static String canonical(String name) {
    String today =
        name.replace("LayerNorm.gamma", "LayerNorm.weight")
            .replace("LayerNorm.beta", "LayerNorm.bias");
    return today.startsWith("embeddings.") || today.startsWith("encoder.")
        ? "bert." + today
        : today;
  }

  private void share(String copy, String original) {
    Tensor decoder = tensors.get(copy);
    if (decoder == null) {
      return;
    }
    Tensor shared = tensors.putIfAbsent(original, decoder);
    if (shared != null
        && (shared.type() != decoder.type() || !bytes(shared).equals(bytes(decoder)))) {
      throw new InvalidInputException(
          "%s holds a %s other than its %s, and only a decoder that shares them is supported: start from another model"
              .formatted(decoder.path(), Excerpt.of(decoder.name()), Excerpt.of(shared.name())));
    }
  }

  @Override
  public ByteBuffer values(PackedParameter parameter) {
    List<Tensor> parts =
        parameter.names().stream()
            .map(name -> require(tensors.get(name), name, parameter, path))
            .toList();
    ByteBuffer buffer = parameter.allocate(); // only after the file was found to be as large
    for (Tensor tensor : parts) {
      widen(bytes(tensor), tensor.type(), buffer);
    }
    return buffer.flip();
  }

  private ByteBuffer bytes(Tensor tensor) {
    return Objects.requireNonNull(files.get(tensor.path())).bytes(tensor.name());
  }

  private static Tensor require(
      @Nullable Tensor tensor, String name, PackedParameter parameter, Path path) {
    if (tensor == null) {
      throw new InvalidInputException(
          "%s has no %s: take a model that was saved as BertForMaskedLM, with all its layers and its head"
              .formatted(path, name));
    }
    List<Long> shape = Arrays.stream(parameter.partShape()).boxed().toList();
    if (!tensor.shape().equals(shape)) {
      throw new InvalidInputException(
          "%s holds %s as %s, its config.json asks for %s: take a model whose files belong together"
              .formatted(
                  tensor.path(),
                  Excerpt.of(tensor.name()),
                  Excerpt.of(tensor.shape().toString()),
                  shape));
    }
    if (!TYPES.contains(tensor.type())) {
      throw new InvalidInputException(
          "%s holds %s as %s, only F32, F16 and BF16 are read: save the model in one of them"
              .formatted(tensor.path(), Excerpt.of(tensor.name()), tensor.type()));
    }
    return tensor;
  }

  private static void widen(ByteBuffer from, DType type, ByteBuffer to) {
    switch (type) {
      case F16 -> {
        while (from.hasRemaining()) {
          to.putFloat(Float16Utils.halfToFloat(from.getShort()));
        }
      }
      case BF16 -> {
        while (from.hasRemaining()) {
          to.putInt(from.getShort() << Short.SIZE);
        }
      }
      default -> to.put(from);
    }
  }
}
