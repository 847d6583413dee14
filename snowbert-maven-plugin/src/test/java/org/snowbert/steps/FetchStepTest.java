package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.settings.FetchSettings;
import org.snowbert.text.TokenizerConfig;

final class FetchStepTest {
  private static final Source ONE = source("one", "https://example.org/one.txt");
  private static final Source TWO = source("two", "https://example.org/two.txt");

  @Test
  void theOrderOfTheSourcesCounts() throws IOException {
    assertThat(items(TWO, ONE)).isNotEqualTo(items(ONE, TWO));
  }

  /** A query may hold a signature, and the items are published. */
  @Test
  void theQueryOfAnAddressCountsAndIsNotShown() throws IOException {
    Map<String, String> items = items(source("one", "https://example.org/one.txt?sig=secret"));
    assertThat(items.toString()).doesNotContain("secret").contains("https://example.org/one.txt?…");
    assertThat(items(source("one", "https://example.org/one.txt?sig=other"))).isNotEqualTo(items);
  }

  private static Map<String, String> items(Source... sources) throws IOException {
    Fingerprint fingerprint = new Fingerprint(null);
    FetchStep.describe(
        fingerprint,
        new FetchSettings(List.of(sources), null, TokenizerConfig.JAPANESE, Filter.NONE));
    return fingerprint.items();
  }

  private static Source source(String id, String url) {
    return new Source(id, URI.create(url), null, null, null, List.of(), null);
  }
}
