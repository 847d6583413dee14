package org.snowbert.bench;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snowbert.FillMaskAnswer;
import org.snowbert.MaskedLanguageModel;
import org.snowbert.inference.LoadedModel;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.Vocabulary;

/**
 * Counts the texts whose mask a model fills in a second: {@code InferenceBenchmark FOLDER TEXTS}.
 * FOLDER is an unpacked zip with all formats, and TEXTS is a file with a sentence a line, which
 * gets a mask at its end. Our library, TorchScript through DJL, and ONNX Runtime take turns. All
 * cut the texts with our tokenizer; the other two pad a batch to its longest text, and compute the
 * logits of all tokens. Each must find the same tokens.
 */
public final class InferenceBenchmark {
  private static final int ROUNDS = 5;
  private static final int[] BATCHES = {1, 32};
  private static final int TEXTS = 960;

  /** Fills the mask of each text of a batch with the most probable token. */
  private interface Filler {
    List<Integer> fill(List<String> texts) throws Exception;
  }

  private InferenceBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<String> texts =
        Files.readAllLines(Path.of(args[1])).stream()
            .limit(TEXTS)
            .map(line -> line + Vocabulary.MASK)
            .toList();
    try (LoadedModel loaded =
            LoadedModel.open(folder, Accelerator.choose(Device.CPU, Precision.FP32));
        MaskedLanguageModel library = MaskedLanguageModel.open(folder);
        Peers peers = new Peers(folder, loaded.tokenizer(), loaded.vocabulary())) {
      Map<String, Filler> fillers =
          Map.of(
              "library",
              batch -> library(library, loaded.vocabulary(), batch),
              "TorchScript",
              peers::torchScript,
              "ONNX Runtime",
              peers::onnx);
      for (int batch : BATCHES) {
        compare(fillers, texts, batch);
      }
    }
  }

  private static void compare(Map<String, Filler> fillers, List<String> texts, int batch)
      throws Exception {
    List<Integer> expected = fill(fillers.get("library"), texts, batch);
    Map<String, List<Double>> rates = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Filler> filler : fillers.entrySet()) {
        long start = System.nanoTime();
        List<Integer> found = fill(filler.getValue(), texts, batch);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!found.equals(expected)) {
          throw new IllegalStateException(filler.getKey() + " fills other tokens");
        }
        rates
            .computeIfAbsent(filler.getKey(), name -> new ArrayList<>())
            .add(texts.size() / seconds);
      }
    }
    rates.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-12s batch %2d: %7.0f texts/s%n",
                name,
                batch,
                all.stream().sorted().toList().get(ROUNDS / 2)));
  }

  private static List<Integer> fill(Filler filler, List<String> texts, int batch) throws Exception {
    List<Integer> tokens = new ArrayList<>();
    for (int first = 0; first < texts.size(); first += batch) {
      tokens.addAll(filler.fill(texts.subList(first, Math.min(first + batch, texts.size()))));
    }
    return tokens;
  }

  private static List<Integer> library(
      MaskedLanguageModel model, Vocabulary vocabulary, List<String> texts) {
    return model.fillMasks(texts, 1).stream()
        .map(FillMaskAnswer::masks)
        .map(masks -> vocabulary.id(masks.get(0).get(0).token()))
        .toList();
  }

  /** The model as TorchScript and as ONNX. */
  private static final class Peers implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final Model torchScript = Model.newInstance("model", "PyTorch");
    private final Predictor<NDList, NDList> predictor;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Peers(Path folder, Tokenizer tokenizer, Vocabulary vocabulary)
        throws IOException, MalformedModelException, OrtException {
      this.tokenizer = tokenizer;
      this.vocabulary = vocabulary;
      torchScript.load(folder, "model");
      predictor = torchScript.newPredictor(new NoopTranslator(null));
      session = environment.createSession(folder.resolve("model.onnx").toString());
    }

    List<Integer> torchScript(List<String> texts) throws TranslateException {
      Padded padded = Padded.of(tokenizer, texts);
      try (NDManager manager = torchScript.getNDManager().newSubManager()) {
        Shape shape = new Shape(padded.shape());
        NDList inputs =
            new NDList(
                manager.create(LongBuffer.wrap(padded.ids()), shape),
                manager.create(LongBuffer.wrap(padded.mask()), shape),
                manager.create(LongBuffer.wrap(padded.types()), shape));
        NDList outputs = predictor.predict(inputs);
        outputs.attach(manager);
        return best(padded, FloatBuffer.wrap(outputs.head().toFloatArray()));
      }
    }

    List<Integer> onnx(List<String> texts) throws OrtException {
      Padded padded = Padded.of(tokenizer, texts);
      long[] shape = padded.shape();
      try (OnnxTensor ids =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(padded.ids()), shape);
          OnnxTensor mask =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(padded.mask()), shape);
          OnnxTensor types =
              OnnxTensor.createTensor(environment, LongBuffer.wrap(padded.types()), shape);
          OrtSession.Result result =
              session.run(
                  Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
        return best(padded, ((OnnxTensor) result.get(0)).getFloatBuffer());
      }
    }

    /** The most probable token of each text's mask, without the special tokens. */
    private List<Integer> best(Padded padded, FloatBuffer logits) {
      int width = logits.remaining() / padded.ids().length;
      List<Integer> tokens = new ArrayList<>();
      for (int place = 0; place < padded.ids().length; place++) {
        if (padded.ids()[place] == vocabulary.mask()) {
          int best = -1;
          for (int id = 0; id < vocabulary.size(); id++) {
            if (!vocabulary.isSpecial(id)
                && (best < 0
                    || logits.get(place * width + id) > logits.get(place * width + best))) {
              best = id;
            }
          }
          String token = vocabulary.token(best);
          tokens.add(vocabulary.id(vocabulary.isContinuation(best) ? token.substring(2) : token));
        }
      }
      return tokens;
    }

    @Override
    public void close() throws OrtException {
      predictor.close();
      torchScript.close();
      session.close();
    }
  }

  /** Texts as tokens, padded to the longest: numbers [texts, length]. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Padded(long[] ids, long[] mask, long[] types, long[] shape) {
    static Padded of(Tokenizer tokenizer, List<String> texts) {
      List<int[]> all = texts.stream().map(tokenizer::encode).toList();
      int longest = all.stream().mapToInt(ids -> ids.length).max().orElseThrow();
      long[] ids = new long[all.size() * longest];
      long[] mask = new long[ids.length];
      for (int text = 0; text < all.size(); text++) {
        int start = text * longest;
        for (int i = 0; i < all.get(text).length; i++) {
          ids[start + i] = all.get(text)[i];
        }
        Arrays.fill(mask, start, start + all.get(text).length, 1);
      }
      return new Padded(ids, mask, new long[ids.length], new long[] {all.size(), longest});
    }
  }
}
