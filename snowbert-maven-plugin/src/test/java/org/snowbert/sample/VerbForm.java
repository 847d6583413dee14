package org.snowbert.sample;

/**
 * The verb forms that the grammar asks for, by the names it gives them.
 *
 * <p>A phrase ends in its verb's dictionary form: an ichidan verb with a dot before its ending
 * (食べ・る), する as it is, any other verb godan.
 */
enum VerbForm {
  /** 未然形, what ない follows. */
  A("わかがさたなばまら", ""),
  /** 連用形, what ます and たい follow. */
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

  /** Puts the verb that ends the phrase into this form. */
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
      throw new IllegalArgumentException("'" + phrase + "' does not end in a verb.");
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
