package org.snowbert.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Device;
import org.snowbert.pipeline.Workspace;
import org.snowbert.training.SettingsBuilder;
import org.snowbert.training.TrainingSettings;

/** A fork of this JVM with the tests' class path, to be changed one by one. */
final class ForkedJvmBuilder {
  Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  List<String> jvmArguments = List.of();
  @Nullable Path libtorch;
  @Nullable Duration timeout;
  TrainingSettings training = new SettingsBuilder().build();

  ForkedJvm build(Workspace workspace) {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    Engine engine = Engine.choose(Device.CPU, libtorch, Platform.current(), false);
    Map<String, String> environment = engine.environment();
    environment.put("RUST_FLAVOR", "cpu");
    return new ForkedJvm(
        java,
        job -> classPath,
        jvmArguments,
        environment,
        timeout,
        workspace,
        new MetricsFollower(workspace.metrics(), 1, System::nanoTime, line -> {}),
        new JobFailures(engine, jvmArguments, training));
  }
}
