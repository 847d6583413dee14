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
 * What is kept for all builds of a user: {@code corpus}, the sources; {@code djl}, the engine's
 * unpacked natives; and {@code steps}, what is finished.
 *
 * @param folder of these
 * @param steps whether finished steps are taken and kept
 * @param size to which {@code steps} may grow, in bytes
 */
public record CacheFolder(Path folder, boolean steps, long size) {
  private static final String NONE = "none";

  /**
   * Reads the parameters.
   *
   * @param cache a folder, {@code none}, or null for the default
   * @param base the project's directory
   * @param repository the local repository, beside which the default is: out of Maven's way
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
   * @param plugin that does them; one whose version says no more than SNAPSHOT is known by its
   *     content
   */
  public StepCache steps(Artifact plugin, BuildLog log) throws IOException {
    Path jar = plugin.getFile().toPath();
    boolean known = !plugin.isSnapshot() || Files.isRegularFile(jar);
    return new StepCache(
        steps && known ? folder.resolve("steps") : null,
        size,
        plugin.isSnapshot() && known ? Sha256.of(jar) : "",
        log);
  }

  /** Where the engine's natives are, or will be unpacked; in the layout if nowhere else. */
  public Path natives(Layout layout) {
    Path natives = folder.resolve("djl");
    try {
      return Files.createDirectories(natives);
    } catch (IOException e) {
      return layout.root().resolve("djl");
    }
  }
}
