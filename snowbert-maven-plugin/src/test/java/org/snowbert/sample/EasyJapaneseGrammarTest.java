package org.snowbert.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EasyJapaneseGrammarTest {
  @ParameterizedTest
  @CsvSource({
    "本を読む, 読ま, 読み, 読んで, 読んだ",
    "絵をかく, かか, かき, かいて, かいた",
    "上着を脱ぐ, 脱が, 脱ぎ, 脱いで, 脱いだ",
    "友だちと話す, 話さ, 話し, 話して, 話した",
    "荷物を持つ, 持た, 持ち, 持って, 持った",
    "歌を歌う, 歌わ, 歌い, 歌って, 歌った",
    "空を飛ぶ, 飛ば, 飛び, 飛んで, 飛んだ",
    "雪が降る, 降ら, 降り, 降って, 降った",
    "病院へ行く, 行か, 行き, 行って, 行った",
    "窓を開け・る, 開け, 開け, 開けて, 開けた",
    "散歩する, 散歩し, 散歩し, 散歩して, 散歩した",
  })
  void verbsAreConjugated(String phrase, String a, String i, String te, String ta) {
    assertThat(VerbForm.A.conjugate(phrase)).endsWith(a);
    assertThat(VerbForm.I.conjugate(phrase)).endsWith(i);
    assertThat(VerbForm.TE.conjugate(phrase)).endsWith(te);
    assertThat(VerbForm.TA.conjugate(phrase)).endsWith(ta);
  }

  @Test
  void aPhraseWithoutAVerbHasNoForms() {
    assertThatThrownBy(() -> VerbForm.I.conjugate("赤い花")).hasMessageContaining("赤い花");
  }

  @Test
  void theFieldsOfAClassAgreeWithinASentence() {
    EasyJapaneseGrammar grammar =
        EasyJapaneseGrammar.of(
            List.of(
                "@animal",
                "[犬/猫] | 走る",
                "鳥 | 飛ぶ",
                "@sentence",
                "{animal}、{animal}は{animal.2:i}ます。"));

    assertThat(grammar.sentences(3, 1))
        .containsExactlyInAnyOrder("犬、犬は走ります。", "猫、猫は走ります。", "鳥、鳥は飛びます。");
  }

  @Test
  void choicesMayHoldChoicesAndNothing() {
    EasyJapaneseGrammar grammar = EasyJapaneseGrammar.of(List.of("@sentence", "雪だ[/よ[/ね]]。"));

    assertThat(grammar.sentences(3, 1)).containsExactlyInAnyOrder("雪だ。", "雪だよ。", "雪だよね。");
  }

  @Test
  void anUnknownClassIsNamed() {
    EasyJapaneseGrammar grammar = EasyJapaneseGrammar.of(List.of("@sentence", "{flower}が咲く。"));

    assertThatThrownBy(() -> grammar.sentences(1, 1)).hasMessageContaining("'flower'");
  }

  @Test
  void moreSentencesThanTheGrammarHasAreRefused() {
    EasyJapaneseGrammar grammar = EasyJapaneseGrammar.of(List.of("@sentence", "春が来た。"));

    assertThatThrownBy(() -> grammar.sentences(2, 1)).hasMessageContaining("fewer than 2");
  }
}
