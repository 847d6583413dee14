package org.snowbert.steps;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Corpus;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Manifest;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.SourceCache;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Layout;
import org.snowbert.settings.Settings;

/** From the sources to one file of sentences. */
record FetchStep(Settings settings, Layout workspace, SourceCache cache, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint.parameter("plugin", settings.versions().plugin());
    for (Source source : settings.sources()) {
      String name = "source " + source.id();
      fingerprint
          .parameter(name + " url", isFile(source.url()) ? source.fileName() : source.url())
          .parameter(name + " sha256", source.sha256())
          .parameter(name + " format", source.format())
          .parameter(name + " sheet", source.sheet())
          .parameter(name + " columns", String.join(", ", source.columns()))
          .parameter(name + " license", source.license());
      Path file = localFile(source, settings.mirror());
      if (file != null) {
        fingerprint.file(name, file);
      }
    }
    Filter filter = settings.filter();
    fingerprint
        .parameter("segmenter", settings.tokens().segmentation())
        .parameter("minCharacters", filter.minCharacters())
        .parameter("maxCharacters", filter.maxCharacters())
        .parameter("include", filter.include())
        .parameter("exclude", filter.exclude())
        .parameter("distinct", filter.distinct());
  }

  /** A source that is read in place is an input by its content. */
  private static @Nullable Path localFile(Source source, @Nullable Mirror mirror) {
    URI url = mirror == null ? source.url() : mirror.locate(source);
    return isFile(url) ? Path.of(url) : null;
  }

  private static boolean isFile(URI url) {
    return "file".equalsIgnoreCase(url.getScheme());
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(workspace.corpus());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    Manifest manifest =
        Corpus.fetch(
            settings.sources(),
            settings.tokens().segmentation(),
            settings.filter(),
            cache,
            workspace.root());
    log.info(
        String.format(
            Locale.ROOT,
            "fetch: %,d sentences (%,d rows, %,d empty, %,d repeated)%s",
            manifest.kept(),
            manifest.rows(),
            manifest.empty(),
            manifest.repeated(),
            manifest.dropped().total() == 0 ? "" : "; dropped " + manifest.dropped()));
  }
}
