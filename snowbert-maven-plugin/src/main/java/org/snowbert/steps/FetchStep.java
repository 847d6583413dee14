package org.snowbert.steps;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Corpus;
import org.snowbert.corpus.Manifest;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.SourceCache;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.internal.Folders;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.Layout;
import org.snowbert.settings.FetchSettings;
import org.snowbert.settings.Settings;

/** Fetches the sources and writes their sentences into one file. */
record FetchStep(Settings settings, Layout layout, SourceCache cache, BuildLog log)
    implements Step {
  @Override
  public void describe(Fingerprint fingerprint) throws IOException {
    fingerprint.parameter("plugin", settings.versions().plugin());
    describe(fingerprint, settings.fetch());
  }

  /** Adds the sources and the filter, and the content of local files. */
  static void describe(Fingerprint fingerprint, FetchSettings fetch) throws IOException {
    fingerprint.parameter("sources", ids(fetch.sources())); // sentences are in their order
    for (Source source : fetch.sources()) {
      String name = "source " + source.id();
      fingerprint
          .parameter(
              name + " url",
              Source.isFile(source.url()) ? source.fileName() : address(source.url()))
          .settings(name + " ", source);
      Path file = localFile(source, fetch.mirror());
      if (file != null) {
        fingerprint.file(name, file);
      }
    }
    fingerprint.settings(fetch);
  }

  private static String ids(List<Source> sources) {
    return sources.stream().map(Source::id).collect(Collectors.joining(", "));
  }

  /** An address with the digest of its query, which may hold a secret, in place of the query. */
  private static String address(URI url) {
    String query = url.getRawQuery();
    return query == null
        ? url.toString()
        : Source.shown(url) + " with a query of the digest " + Sha256.of(query).substring(0, 12);
  }

  /** The file of a source that is read in place; null for a source that is downloaded. */
  private static @Nullable Path localFile(Source source, @Nullable Mirror mirror) {
    URI url = mirror == null ? source.url() : mirror.locate(source);
    return Source.isFile(url) ? Path.of(url) : null;
  }

  @Override
  public List<Path> outputs() throws IOException {
    return Folders.files(layout.corpus());
  }

  @Override
  public void run(Fingerprint fingerprint) throws IOException {
    Manifest manifest =
        Corpus.fetch(
            settings.fetch().sources(),
            settings.fetch().segmenter(),
            settings.fetch().filter(),
            cache,
            layout.root());
    manifest.sources().stream().flatMap(source -> source.complaints().stream()).forEach(log::warn);
    log.info(
        String.format(
            Locale.ROOT,
            "fetch: %,d sentences (%,d rows, %,d empty, %,d repeated)%s",
            manifest.kept(),
            manifest.rows(),
            manifest.empty(),
            manifest.repeated(),
            manifest.dropped().total() == 0 ? "" : ", dropped " + manifest.dropped()));
  }
}
