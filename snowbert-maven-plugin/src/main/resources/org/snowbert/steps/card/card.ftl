<#ftl output_format="plainText">
<#setting number_format=",##0">
<#assign project = provenance.project corpus = provenance.corpus tokens = provenance.tokens steps = provenance.steps metrics = provenance.metrics heldOut = metrics.validation_loss??>
<#-- The licences that hubs know: SPDX's identifiers in small letters. -->
<#assign knownLicenses = ["apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "cc-by-nd-4.0", "cc-by-nc-nd-4.0", "gpl-2.0", "gpl-3.0", "lgpl-2.1", "lgpl-3.0", "agpl-3.0", "mpl-2.0", "epl-2.0", "eupl-1.2", "odbl", "unlicense"]>
<#assign prompt = isJapanese()?then("秋には[MASK]が木から落ちる。", "Where a [MASK] stands.")>
---
<#if isJapanese()>
language: ja
</#if>
<#-- Hubs take one licence. -->
<#list project.licenses[0..*1] as license>
<#assign id = license.name?lower_case?remove_ending("-only")?remove_ending("-or-later")>
<#if knownLicenses?seq_contains(id)>
license: ${id}
<#else>
license: other
license_name: ${quoted(license.name)}
<#if license.url??>
license_link: ${quoted(license.url)}
</#if>
</#if>
</#list>
library_name: transformers
pipeline_tag: fill-mask
tags: [bert, masked-lm, snowbert]
<#if isOfSnow()>
datasets: [SNOW-NLP/snow_simplified_japanese_corpus]
</#if>
<#if heldOut>
model-index:
- name: ${quoted(project.name)}
  results:
  - task: {type: fill-mask}
    dataset: {name: ${quoted(corpus.sources?map(source -> source.id)?join(", "))}, type: corpus, split: validation}
    metrics:
    - {type: loss, name: loss, value: ${exact(metrics.validation_loss)}}
    - {type: perplexity, name: perplexity, value: ${exact(metrics.validation_perplexity)}}
    - {type: accuracy, name: top-1 accuracy, value: ${exact(metrics.validation_top1)}}
    - {type: accuracy, name: top-5 accuracy, value: ${exact(metrics.validation_top5)}}
</#if>
---

# ${project.name}

<#if project.description??>
${project.description}

</#if>
A BERT masked language model<#if isJapanese()> of Japanese</#if> with ${metrics.parameters} parameters: ${config.layers?c} layers, ${config.width?c} wide, ${config.heads?c} attention heads, a vocabulary of ${config.vocabularySize} and ${config.maxPositions?c} positions.

- Published as `${project.coordinates()}`.
- Licence of the model: <#list project.licenses as license><#if license.url??>[${license.name}](${license.url})<#else>${license.name}</#if><#sep>, </#sep><#else>not declared, so ask its publisher before you use it</#list>.
<#if project.scm??>
- Sources: ${project.scm}.
</#if>
<#if project.revision??>
- Made from the commit `${project.revision.commit}`<#if project.revision.dirty>, with changes that are not in it</#if>.
</#if>
<#if provenance.parent??>
- Trained further from ${provenance.parent.name} (<#if provenance.parent.sha256??>sha256 `${provenance.parent.sha256}`<#else>`training.json` has the sha256 of each shard</#if>).
</#if>

## Intended use and limits

The model fills in masked words in sentences like its training sentences. It can also be fine-tuned on such sentences. It does not generate text.

- It has seen ${tokens.trainSentences} sentences and no other ${isJapanese()?then("Japanese", "text")}<#if provenance.parent??>, apart from what its parent has seen</#if>. On text of another kind or with other words, expect worse ${heldOut?then("figures than those below", "answers")}.
- It was trained on sentences of at most ${steps.tokenize.parameters.maxLength} tokens. Its training never reached the positions after that.
- It has seen single sentences and no pairs of sentences, and it has no trained pooler. For the vector of a sentence, take the mean of the last hidden states.
- It repeats what its training sentences say, with their prejudices and mistakes. Nobody has examined it for bias. Do not let it decide about people.

## Data

| source | licence | rows | empty rows, dropped | sentences | repeated sentences, kept | sha256 |
|---|---|---|---|---|---|---|
<#list corpus.sources as source>
| ${cell(source.id)}, ${cell(source.url)} | ${cell(source.license!"not declared")} | ${source.rows} | ${source.empty} | ${source.kept} | ${source.repeated} | `${source.sha256}` |
</#list>

<#if filter?has_content>
The filter (${filter}) dropped: ${(corpus.dropped.total() == 0)?then("none", corpus.dropped)}.

</#if>
The sentences ${isJapanese()?then("were normalised (NFKC), segmented as by MeCab with IPADIC", "were split at white space and punctuation" + isUncased()?then(", their letters made small", ""))}, then split ${isOfCharacters()?then("into characters", "by WordPiece")}. <#if heldOut>${tokens.trainSentences} sentences (${tokens.trainTokens} tokens) are for training, ${tokens.validationSentences} sentences (${tokens.validationTokens} tokens) are held out. Equal sentences are always on the same side.<#else>All ${tokens.trainSentences} sentences (${tokens.trainTokens} tokens) are for training, and none are held out.</#if> ${tokens.unknownTokens} tokens are unknown to the vocabulary. ${tokens.truncated} sentences were cut to the maximum length.

## Training

SnowBERT ${provenance.plugin} trained the model with ${provenance.engine} on ${provenance.platform}, from the seed ${provenance.seed?c}. The same inputs give the same bytes again on the same machine.

| parameter | value |
|---|---|
<#list parameters as name, value>
| ${name} | ${cell(value)} |
</#list>

<#if heldOut>
| epoch | last step | training loss | validation loss | top-1 | top-5 |
|---|---|---|---|---|---|
<#list metrics.epochs as epoch>
| ${epoch.epoch?c} | ${epoch.step} | ${rounded(epoch.training_loss, 4)} | ${rounded(epoch.validation_loss, 4)} | ${rounded(epoch.validation_top1, 4)} | ${rounded(epoch.validation_top5, 4)} |
</#list>
<#else>
| epoch | last step | training loss |
|---|---|---|
<#list metrics.epochs as epoch>
| ${epoch.epoch?c} | ${epoch.step} | ${rounded(epoch.training_loss, 4)} |
</#list>
</#if>
<#if metrics.best_step??>

The model has the parameters after step ${metrics.best_step}, where the validation loss was lowest.
</#if>

`training.json` holds all of this, the digest of every input and the versions of the libraries.

## Evaluation

<#if heldOut>
On ${metrics.validation_tokens} masked tokens of the held-out sentences, whose masks were drawn once, the model has loss ${rounded(metrics.validation_loss, 4)}, perplexity ${rounded(metrics.validation_perplexity, 2)}, top-1 accuracy ${percent(metrics.validation_top1)} and top-5 accuracy ${percent(metrics.validation_top5)}. The held-out sentences come from the same sources as the training sentences. Nothing else was measured.
<#else>
The model was trained on all sentences, so it has no validation figures: nobody has measured how well it fills masks in sentences that it has not seen.
</#if>

<#list provenance.gates>
The build ${heldOut?then("evaluates the packaged model once more, and publishes it", "publishes the packaged model")} only if it passes these gates:

<#items as gate>
- ${gate}
</#items>
<#else>
The build has no gates${heldOut?then(" for these figures", "")}.
</#list>

## How to load it

In Python, from the unpacked zip (`pip install transformers torch<#if isJapanese()> fugashi ipadic</#if>`):

```python
from transformers import AutoTokenizer, BertForMaskedLM, pipeline
tokenizer = AutoTokenizer.from_pretrained("folder")<#if isJapanese()>  # segments with MeCab and IPADIC</#if>
model = BertForMaskedLM.from_pretrained("folder")
print(pipeline("fill-mask", model=model, tokenizer=tokenizer)("${prompt}"))
```
<#if isJapanese()>

The tokenizer alone does not replace dashes, tildes and quotation marks as the training did. `text = jaconv.normalize(text, "NFKC")` (`pip install jaconv`) does, and so does this line, after `import unicodedata`:

```python
text = "".join(c for c in unicodedata.normalize("NFKC", text.translate(str.maketrans("〜～﹣－—━─’”“―‐˗֊‑‒–⁃⁻₋−\t\n\v\f\r\x85\u1680\u2028\u2029", "ーーーーーーー'\"\"-----------         ", "\xad\u200b\u2060\ufeff"))) if unicodedata.category(c) != "Cc")
```
</#if>

`tokenizer.json` takes ${isJapanese()?then("text that is already segmented", "plain text")}.

<#if isTorchScript()>
`model.pt` is the same model as TorchScript, with its parameters. It takes `input_ids`, `attention_mask` and `token_type_ids`, each [batch, length], and returns the logits [batch, length, vocabulary]. `torch.jit.load` opens this file, and DJL's `Criteria` opens the folder. Neither needs another library.

</#if>
<#if isOnnx()>
`model.onnx` and `encoder.onnx` are the same model for ONNX Runtime. They take `input_ids`, `attention_mask` and `token_type_ids`, each int64 [batch, length], and return `logits` and `last_hidden_state` [batch, length, width]. <#if isOnnxEmbedded()>Each holds its parameters.<#else>Both read their parameters from `model.safetensors`, so leave it beside them.</#if>

</#if>
In Java, the zip is a Maven artifact like any other. SnowBERT's library opens it:

```xml
<dependency>
  <groupId>${project.groupId}</groupId>
  <artifactId>${project.artifactId}</artifactId>
  <version>${project.version}</version>
<#if project.classifier??>
  <classifier>${project.classifier}</classifier>
</#if>
  <type>zip</type>
</dependency>
<dependency>
  <groupId>org.snowbert</groupId>
  <artifactId>snowbert</artifactId>
  <version>${provenance.plugin}</version>
</dependency>
```

```java
try (MaskedLanguageModel model = MaskedLanguageModel.open(Path.of("file.zip"))) {
  System.out.println(model.fillMask("${prompt}", 5));
  float[] vector = model.vector("${isJapanese()?then("秋には葉が木から落ちる。", "A sentence.")}");
}
```
