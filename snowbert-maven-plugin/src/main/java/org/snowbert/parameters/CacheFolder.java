package org.snowbert.parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.artifact.Artifact;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.StepCache;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.Layout;

/**
 * The folder of the files that all builds of a user share: {@code corpus} holds the downloaded
 * sources, {@code djl} the native libraries of the engine, and {@code steps} the results of
 * finished steps.
 *
 * @param folder the folder that holds the three
 * @param steps whether results of finished steps are read and written
 * @param size the largest size of {@code steps}, in bytes
 */
public record CacheFolder(Path folder, boolean steps, long size) {
  private static final String NONE = "none";

  /**
   * Reads the parameters.
   *
   * @param cache the parameter: a folder, {@code none}, or null for the default
   * @param base the folder that a relative path starts from
   * @param repository the local repository; the default folder is beside it
   */
  public static CacheFolder of(
      @Nullable String cache, String cacheSize, Path base, Path repository) {
    boolean none = NONE.equalsIgnoreCase(cache);
    Path folder =
        cache == null || none ? repository.resolveSibling("snowbert") : base.resolve(cache);
    return new CacheFolder(folder, !none, ParameterChecks.bytes("cacheSize", cacheSize));
  }

  /**
   * The cache of finished steps.
   *
   * @param jars the plugin that runs the steps, and its library; a digest of their files tells
   *     snapshots of one version apart
   */
  public StepCache steps(List<Artifact> jars, BuildLog log) throws IOException {
    String snapshots = snapshots(jars);
    return new StepCache(
        steps && snapshots != null ? folder.resolve("steps") : null,
        size,
        snapshots == null ? "" : snapshots,
        log);
  }

  /** The digests of the snapshots; null if one is a folder of classes, in a build of ours. */
  static @Nullable String snapshots(List<Artifact> jars) throws IOException {
    StringBuilder digests = new StringBuilder();
    for (Artifact jar : jars) {
      Path file = jar.getFile().toPath();
      if (jar.isSnapshot() && !Files.isRegularFile(file)) {
        return null;
      }
      digests.append(jar.isSnapshot() ? Sha256.of(file) : "");
    }
    return digests.toString();
  }

  /**
   * The folder of the engine's native libraries: in the cache, or in the build's folder if the
   * cache has no libraries and cannot be written.
   *
   * @param filled whether a folder has the libraries of the engine
   */
  public Path natives(Layout layout, Predicate<Path> filled) {
    Path natives = folder.resolve("djl");
    try {
      Files.createDirectories(natives);
    } catch (IOException e) {
      return layout.root().resolve("djl");
    }
    return Files.isWritable(natives) || filled.test(natives)
        ? natives
        : layout.root().resolve("djl");
  }
}
