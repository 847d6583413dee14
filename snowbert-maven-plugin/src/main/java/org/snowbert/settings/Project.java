package org.snowbert.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is published, as its POM says it; null and empty where the POM says nothing.
 *
 * @param name for people
 * @param licenses of the model
 * @param scm where its sources can be seen
 * @param revision of those sources; null outside version control
 */
public record Project(
    String groupId,
    String artifactId,
    String version,
    String name,
    @Nullable String description,
    List<License> licenses,
    @Nullable String scm,
    @Nullable Revision revision) {

  /** A licence of the POM. */
  public record License(String name, @Nullable String url) {}

  /**
   * A state of the sources.
   *
   * @param dirty whether tracked files differ from the commit
   */
  public record Revision(String commit, boolean dirty) {
    @Override
    public String toString() {
      return commit + (dirty ? " with uncommitted changes" : "");
    }
  }

  public String coordinates() {
    return String.join(":", groupId, artifactId, version);
  }
}
