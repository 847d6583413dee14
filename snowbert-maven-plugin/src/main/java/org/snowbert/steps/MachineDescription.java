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
 * What a step ran on, as far as the JDK and Linux's files tell; never its name or user.
 *
 * @param cores that the JVM may use
 * @param memory_bytes of the machine or its container
 * @param gpus of NVIDIA
 * @param jvm that Maven runs on
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
    Optional<String> named = valueOf("model name", Path.of("/proc/cpuinfo"));
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return named.orElse(windows == null ? property("os.arch") : windows);
  }

  private static List<String> namesOfGpus() throws IOException {
    Path driver = Path.of("/proc/driver/nvidia/gpus");
    if (!Files.isDirectory(driver)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(driver)) {
      List<Path> folders = found.sorted().toList();
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
