package org.snowbert.parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @param plugin the plugin that runs the steps; a digest of its file tells snapshots of one
   *     version apart
   */
  public StepCache steps(Artifact plugin, BuildLog log) throws IOException {
    Path jar = plugin.getFile().toPath();
    boolean identified = !plugin.isSnapshot() || Files.isRegularFile(jar);
    return new StepCache(
        steps && identified ? folder.resolve("steps") : null,
        size,
        plugin.isSnapshot() && identified ? Sha256.of(jar) : "",
        log);
  }

  /**
   * The folder of the engine's native libraries: in the cache, or in the build's folder if the
   * cache cannot be written.
   */
  public Path natives(Layout layout) {
    Path natives = folder.resolve("djl");
    try {
      return Files.createDirectories(natives);
    } catch (IOException e) {
      return layout.root().resolve("djl");
    }
  }
}
