package org.snowbert.report;

import java.util.Map;

/** IPADIC's word classes in English. */
final class WordClass {
  static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("名詞", "noun"),
          Map.entry("動詞", "verb"),
          Map.entry("形容詞", "adjective"),
          Map.entry("副詞", "adverb"),
          Map.entry("連体詞", "adnominal"),
          Map.entry("助詞", "particle"),
          Map.entry("助動詞", "auxiliary verb"),
          Map.entry("接続詞", "conjunction"),
          Map.entry("接頭詞", "prefix"),
          Map.entry("感動詞", "interjection"),
          Map.entry("記号", "symbol"),
          Map.entry("フィラー", "filler"),
          Map.entry("その他", "other"));

  private WordClass() {}
}
