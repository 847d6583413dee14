package org.snowbert.steps;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine that a step ran on, as the JDK and the files of Linux describe it, without its name
 * and user.
 *
 * @param os the operating system, its version and its architecture
 * @param cpu the name of the processor
 * @param cores the number of cores that the JVM may use
 * @param memory_bytes the memory of the machine or its container, in bytes
 * @param gpus the names of NVIDIA GPUs
 * @param jvm the JVM that Maven runs on
 */
record MachineDescription(
    String os, String cpu, int cores, long memory_bytes, List<String> gpus, String jvm) {

  static MachineDescription current() throws IOException {
    return new MachineDescription(
        String.join(" ", property("os.name"), property("os.version"), property("os.arch")),
        nameOfCpu(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        namesOfGpus(),
        property("java.vm.name") + " " + property("java.runtime.version"));
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }

  private static String nameOfCpu() throws IOException {
    Optional<String> model = valueOf("model name", Path.of("/proc/cpuinfo"));
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return model.orElse(windows == null ? property("os.arch") : windows);
  }

  private static List<String> namesOfGpus() throws IOException {
    Path driver = Path.of("/proc/driver/nvidia/gpus");
    if (!Files.isDirectory(driver)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(driver)) {
      List<Path> folders = entries.sorted().toList();
      List<String> gpus = new ArrayList<>();
      for (Path folder : folders) {
        valueOf("Model", folder.resolve("information")).ifPresent(gpus::add);
      }
      return gpus;
    }
  }

  /** The first value of a name in a file of lines such as {@code name : value}. */
  private static Optional<String> valueOf(String name, Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
        .map(parts -> parts[1].strip())
        .findFirst();
  }
}
