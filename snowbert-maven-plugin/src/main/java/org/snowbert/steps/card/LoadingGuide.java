package org.snowbert.steps.card;

import com.google.gson.JsonObject;

/** The part of the model card that says how Python and Java load the model. */
final class LoadingGuide {
  private static final String TEXT =
      """
      In Python, from the unpacked zip (`pip install transformers torch%s`):

      ```python
      from transformers import AutoTokenizer, BertForMaskedLM, pipeline
      tokenizer = AutoTokenizer.from_pretrained("folder")%s
      model = BertForMaskedLM.from_pretrained("folder")
      print(pipeline("fill-mask", model=model, tokenizer=tokenizer)("%s"))
      ```

      `tokenizer.json` takes %s.

      `model.pt` is the same model as TorchScript, its parameters inside: of `input_ids`, `attention_mask` and `token_type_ids`, each [batch, length], it makes the logits [batch, length, vocabulary]. `torch.jit.load` opens it, and DJL's `Criteria` the folder, without any other library.

      In Java, the zip is an artifact like any other, which SnowBERT's library opens:

      ```xml
      <dependency>
        <groupId>%s</groupId>
        <artifactId>%s</artifactId>
        <version>%s</version>
        <type>zip</type>
      </dependency>
      <dependency>
        <groupId>org.snowbert</groupId>
        <artifactId>snowbert</artifactId>
        <version>%s</version>
      </dependency>
      ```

      ```java
      try (MaskedLanguageModel model = MaskedLanguageModel.open(Path.of("file.zip"))) {
        System.out.println(model.fillMask("%s", 5));
        float[] vector = model.vector("%s");
      }
      ```
      """;

  private LoadingGuide() {}

  /**
   * The guide.
   *
   * @param japanese whether the model's words are found by MeCab, and so are examples
   * @param project with the coordinates of the model
   * @param version of the library
   */
  static String of(boolean japanese, JsonObject project, String version) {
    String prompt = japanese ? "秋には[MASK]が木から落ちる。" : "Where a [MASK] stands.";
    return TEXT.formatted(
        japanese ? " fugashi ipadic" : "",
        japanese ? "  # segments with MeCab and IPADIC" : "",
        prompt,
        japanese ? "text that is segmented already" : "plain text",
        project.get("groupId").getAsString(),
        project.get("artifactId").getAsString(),
        project.get("version").getAsString(),
        version,
        prompt,
        japanese ? "秋には葉が木から落ちる。" : "A sentence.");
  }
}
