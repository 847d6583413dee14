package org.snowbert.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The project, as its POM describes it. A component that the POM leaves out is null or empty.
 *
 * @param classifier the classifier of the zip; null if the zip has none
 * @param name the name for people
 * @param licenses the licences of the model
 * @param scm the address of the sources
 * @param revision the revision of the sources; null outside version control
 */
public record Project(
    String groupId,
    String artifactId,
    String version,
    @Nullable String classifier,
    String name,
    @Nullable String description,
    List<License> licenses,
    @Nullable String scm,
    @Nullable Revision revision) {

  /** A licence of the POM. */
  public record License(String name, @Nullable String url) {}

  /**
   * A revision of the sources.
   *
   * @param dirty whether tracked files differ from the commit
   */
  public record Revision(String commit, boolean dirty) {
    @Override
    public String toString() {
      return commit + (dirty ? " with uncommitted changes" : "");
    }
  }

  /** The coordinates of the zip, as the parameter {@code init} takes them. */
  public String coordinates() {
    return classifier == null
        ? String.join(":", groupId, artifactId, version)
        : String.join(":", groupId, artifactId, "zip", classifier, version);
  }
}
