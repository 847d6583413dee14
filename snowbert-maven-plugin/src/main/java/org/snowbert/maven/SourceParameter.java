package org.snowbert.maven;

import org.jspecify.annotations.Nullable;

/** One {@code <source>} of {@code <sources>}: a workbook and the column of its sentences. */
public final class SourceParameter {
  /** A name for messages, for the manifest, and for a {@code <server>} of settings.xml. */
  @Nullable String id;

  /** An {@code https:} or {@code file:} address, or a path relative to the project. */
  @Nullable String url;

  /** The SHA-256 of the workbook; without one, what comes is taken. */
  @Nullable String sha256;

  /** The sheet's name; the first sheet by default. */
  @Nullable String sheet;

  /** The header of the column; that of SNOW's easy sentences by default. */
  @Nullable String column;

  /** The licence of its sentences, best as an SPDX identifier, for the model card. */
  @Nullable String license;
}
