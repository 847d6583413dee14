package org.snowbert.parameters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code <source>} of {@code <sources>}: a file and the columns of its sentences. */
public final class SourceParameter {
  /** A name for messages, for the manifest, and for a {@code <server>} of settings.xml. */
  @Nullable String id;

  /** An {@code https:} or {@code file:} address, or a path relative to the project. */
  @Nullable String url;

  /** The SHA-256 of the file; without one, what comes is taken. */
  @Nullable String sha256;

  /**
   * The format of the file, where its name does not tell it: see {@link
   * org.snowbert.corpus.Format}.
   */
  @Nullable String format;

  /** The sheet's name; the first sheet by default. */
  @Nullable String sheet;

  /**
   * The header of the column, in JSON Lines the key; that of SNOW's easy sentences by default in a
   * workbook. A text has none.
   */
  @Nullable String column;

  /** The headers of several columns, instead of one; each row gives a sentence of each. */
  @Nullable List<String> columns;

  /** The licence of its sentences, best as an SPDX identifier, for the model card. */
  @Nullable String license;
}
