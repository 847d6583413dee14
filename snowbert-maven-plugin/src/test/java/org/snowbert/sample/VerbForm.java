package org.snowbert.sample;

/**
 * The verb forms of the grammar, under the names that the grammar uses.
 *
 * <p>A phrase ends in the dictionary form of its verb. An ichidan verb has a dot before its ending
 * (食べ・る), する has none, and any other verb is godan.
 */
enum VerbForm {
  /** 未然形, the form before ない. */
  A("わかがさたなばまら", ""),
  /** 連用形, the form before ます and たい. */
  I("いきぎしちにびみり", ""),
  /** The form in て or で. */
  TE("っいいしっんんんっ", "て"),
  /** The past, in た or だ. */
  TA("っいいしっんんんっ", "た");

  static final String ICHIDAN_MARK = "・";

  private static final String DICTIONARY_ENDINGS = "うくぐすつぬぶむる";
  private static final String VOICING_ENDINGS = "ぐぬぶむ";

  private final String godanEndings;
  private final String suffix;

  VerbForm(String godanEndings, String suffix) {
    this.godanEndings = godanEndings;
    this.suffix = suffix;
  }

  /** Puts the verb at the end of a phrase into this form. */
  String conjugate(String phrase) {
    if (phrase.endsWith(ICHIDAN_MARK + "る")) {
      return cut(phrase, 2) + suffix;
    }
    if (phrase.endsWith("する")) {
      return cut(phrase, 2) + "し" + suffix;
    }
    char ending = phrase.charAt(phrase.length() - 1);
    int row = DICTIONARY_ENDINGS.indexOf(ending);
    if (row < 0) {
      throw new IllegalArgumentException("'" + phrase + "' does not end in a verb");
    }
    // 行く alone among the verbs in く doubles its consonant: 行って.
    boolean doubled = phrase.endsWith("行く") && !suffix.isEmpty();
    String stem = cut(phrase, 1) + (doubled ? 'っ' : godanEndings.charAt(row));
    return stem + (VOICING_ENDINGS.indexOf(ending) < 0 ? suffix : voiced());
  }

  private String voiced() {
    return switch (this) {
      case A, I -> "";
      case TE -> "で";
      case TA -> "だ";
    };
  }

  private static String cut(String phrase, int characters) {
    return phrase.substring(0, phrase.length() - characters);
  }
}
