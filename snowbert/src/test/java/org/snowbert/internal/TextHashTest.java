package org.snowbert.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextHashTest {
  @Test
  void theHashIsTheBeginningOfTheSha256() {
    TextHash hash = new TextHash();
    for (String text : new String[] {"", "雪が降る。", "雪が降る。", "a"}) {
      assertThat(Long.toHexString(hash.hash(text)))
          .isEqualTo(Sha256.of(text).substring(0, 16).replaceFirst("^0+", ""));
    }
  }

  @Test
  void thePrefixStandsBeforeTheText() {
    assertThat(new TextHash((byte) 'a', (byte) 'b').hash("c"))
        .isEqualTo(new TextHash().hash("abc"));
  }
}
