package org.snowbert.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Accelerator;
import org.snowbert.model.ModelSize;
import org.snowbert.model.SyntheticBatch;

/**
 * Times our training step and the same step of transformers in turn: {@code Benchmark TOKENS PEER}.
 * TOKENS is a token file such as {@code target/snowbert/tokens/train.safetensors}, and PEER is the
 * script {@code bench/throughput.py}. If {@code -Dbench.python} does not name a Python with
 * transformers, only our step is timed. Both use batch size 16 and dropout 0.1, in float32 and, on
 * a CPU that has it, in bf16: transformers under autocast.
 */
public final class Benchmark {
  private static final int ROUNDS = 3;
  private static final int BATCH = 16;

  /** A model to time: its size, the size of its vocabulary, and the number of steps. */
  private record Case(ModelSize size, int vocabulary, int steps) {}

  private static final List<Case> CASES =
      List.of(new Case(ModelSize.MINI, 8_000, 60), new Case(ModelSize.BASE, 32_000, 12));

  /**
   * The figures that one process measured.
   *
   * @param milliseconds the median time of a step
   * @param tokens the mean number of tokens of a step, without padding
   * @param memory the largest number of megabytes; for our step without the heap of the JVM
   */
  private record Run(double milliseconds, double tokens, double memory) {}

  private Benchmark() {}

  public static void main(String[] args) throws IOException {
    String python = System.getProperty("bench.python", "");
    Path lengths = Files.createTempFile("lengths", ".txt");
    try {
      Files.write(
          lengths,
          IntStream.of(SentenceLengths.read(Path.of(args[0])))
              .mapToObj(Integer::toString)
              .toList());
      List<String> peer = python.isBlank() ? null : List.of(python, args[1]);
      for (Case model : CASES) {
        compare(model, lengths, peer);
        if (Accelerator.isCpuFastInBf16()) {
          compareBf16(model, lengths, peer);
        }
      }
    } finally {
      Files.delete(lengths);
    }
  }

  private static void compare(Case model, Path lengths, @Nullable List<String> peer)
      throws IOException {
    List<Run> ours = new ArrayList<>();
    List<Run> longest = new ArrayList<>();
    List<Run> hundred = new ArrayList<>();
    List<Double> products = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(ours(model, lengths, "fp32"));
      products.add(products(model, ours.get(round)));
      if (peer != null) {
        longest.add(peer(peer, "longest", model, model.steps(), lengths, "fp32"));
        hundred.add(peer(peer, "100", model, Math.max(2, model.steps() / 6), lengths, "fp32"));
      }
    }
    print(model, "SnowBERT", ours, ours);
    double time = median(products, Double::doubleValue);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-5s %-36s %8.1f ms a step %7.0f%% of ours",
            model.size().name().toLowerCase(Locale.ROOT),
            "its products of weights alone",
            time,
            100 * time / median(ours, Run::milliseconds)));
    if (peer != null) {
      print(model, "transformers, padded to the longest", longest, ours);
      print(model, "transformers, padded to 100", hundred, ours);
    }
  }

  private static void compareBf16(Case model, Path lengths, @Nullable List<String> peer)
      throws IOException {
    List<Run> ours = new ArrayList<>();
    List<Run> single = new ArrayList<>();
    List<Run> longest = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(ours(model, lengths, "bf16"));
      single.add(ours(model, lengths, "fp32"));
      if (peer != null) {
        longest.add(peer(peer, "longest", model, model.steps(), lengths, "bf16"));
      }
    }
    print(model, "SnowBERT, bf16", ours, ours);
    print(model, "SnowBERT, float32", single, ours);
    if (peer != null) {
      print(model, "transformers, longest, bf16", longest, ours);
    }
  }

  private static void print(Case model, String what, List<Run> runs, List<Run> ours) {
    double time = median(runs, Run::milliseconds);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-5s %-36s %8.1f ms a step %7.1f sentences/s %8.0f tokens/s %6.2f times ours, peak memory %5.0f MB",
            model.size().name().toLowerCase(Locale.ROOT),
            what,
            time,
            BATCH * 1000 / time,
            median(runs, Run::tokens) * 1000 / time,
            time / median(ours, Run::milliseconds),
            median(runs, Run::memory)));
  }

  private static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
    return runs.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(runs.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static Run ours(Case model, Path lengths, String precision) throws IOException {
    return run(
        java(
            1,
            StepTimer.class,
            model.size().name(),
            Integer.toString(BATCH),
            Integer.toString(model.steps()),
            Integer.toString(model.vocabulary()),
            lengths.toString(),
            precision));
  }

  /** The milliseconds of the matrix products alone, each computed by both threads. */
  private static double products(Case model, Run step) throws IOException {
    int tokens = (int) Math.round(step.tokens());
    String[] figures =
        figures(
            java(
                2,
                GemmTimer.class,
                model.size().name(),
                Integer.toString(tokens),
                Long.toString(Math.round(SyntheticBatch.SCORED * tokens)),
                Integer.toString(model.vocabulary()),
                Integer.toString(model.steps())));
    return Double.parseDouble(figures[0]);
  }

  /** Prepares a JVM with the settings that the plugin's fork has on two cores. */
  private static ProcessBuilder java(int threads, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_interop_threads=2",
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put(
            "GLIBC_TUNABLES",
            "glibc.malloc.mmap_threshold=17179869184:glibc.malloc.trim_threshold=17179869184"
                + ":glibc.malloc.arena_max=1");
    builder.environment().put("GOMP_SPINCOUNT", "6000");
    return builder;
  }

  private static Run peer(
      List<String> command, String padding, Case model, int steps, Path lengths, String precision)
      throws IOException {
    List<String> arguments = new ArrayList<>(command);
    arguments.add(padding);
    arguments.add(model.size().layers() + "x" + model.size().width());
    arguments.add(Integer.toString(BATCH));
    arguments.add(Integer.toString(steps));
    arguments.add(Integer.toString(model.vocabulary()));
    arguments.add(lengths.toString());
    arguments.add(precision);
    return run(new ProcessBuilder(arguments));
  }

  private static Run run(ProcessBuilder builder) throws IOException {
    String[] figures = figures(builder);
    return new Run(
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]));
  }

  /** The figures in the last line that a process prints. */
  private static String[] figures(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String last = output.lines().reduce("", (before, line) -> line);
      if (!last.matches("[0-9][0-9.eE ]*")) {
        throw new IOException(String.join(" ", builder.command()) + " printed no time");
      }
      return last.split(" ", -1);
    }
  }
}
