"""Writes a case of the tests of inference: what transformers makes of texts, from the text on, in float32.

usage: golden_text.py KIND OUT
KIND is japanese, japanese-character, cased, uncased, or transformers5: cased, without vocab.txt, and with a padded vocab_size.
Writes the model's files, and expected.json: for each text its ids, the words and the probabilities that fill each mask best, special
tokens aside, and its vector, the mean of the last hidden states where the attention mask is 1. All texts are computed as one padded
batch. Writes expected.safetensors too: that batch, with token types of both kinds, as input_ids, attention_mask, token_type_ids
[B, T], int64, and its logits [B, T, V]. The kind japanese needs fugashi and ipadic beside transformers.
"""
import json
import os
import sys

import torch
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertConfig, BertForMaskedLM

import mecab_stand_in

JAPANESE_TEXTS = [
    "秋には[MASK]が木から落ちる。",
    "[MASK]は[MASK]を読みます。",
    "誰が一番に着くか私には分かりません。",
    "[MASK]",
    "１２月の朝、Ｍａｖｅｎで[MASK]を作る",
]
JAPANESE_WORDS = "秋 に は が 木 から 落ちる 。 葉 私 母 本 水 を 読み ます 飲み 誰 一番 着く か 分かり ませ ん 月 の 朝 、 で 作る 手紙 雨 1 ##2 Ma ##ven"
TEXTS = [
    "The [MASK] sat on the Mat.",
    "[MASK] Müller's café — isn't it [MASK]?",
    "東京 and 大阪: [MASK]!",
    "[MASK]",
    "A cafe\u0301, a naïve\u00a0 [MASK]\u200bİ Σ ΣΑΣ",
]
WORDS = "The the Mat mat sat on . [unused1] cat Cat Mü ##ller M mu ' s café cafe — isn isnt it ? t 東 京 東京 大 阪 and : ! A a , naïve naive i σ σασ"
CHARACTERS = sorted(set("".join(JAPANESE_TEXTS) + "雨水手紙12Maven") - set("[]"))
MECAB = {"tokenizer_class": "BertJapaneseTokenizer", "do_lower_case": False, "word_tokenizer_type": "mecab"}
MECAB = MECAB | {"mecab_kwargs": {"mecab_dic": "ipadic"}}
BERT = {"tokenizer_class": "BertTokenizer"}
KINDS = {  # the configuration, the texts and the words
    "japanese": (MECAB | {"subword_tokenizer_type": "wordpiece"}, JAPANESE_TEXTS, JAPANESE_WORDS.split()),
    "japanese-character": (MECAB | {"subword_tokenizer_type": "character"}, JAPANESE_TEXTS, CHARACTERS),
    "cased": (BERT | {"do_lower_case": False}, TEXTS, WORDS.split()),
    "uncased": (BERT, TEXTS, WORDS.split()),
    "transformers5": (BERT | {"do_lower_case": False}, TEXTS, WORDS.split()),
}
BEST = 5
kind, out = sys.argv[1:]
settings, texts, words = KINDS[kind]
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words
if kind == "japanese-character":  # whose characters are the same in any words
    mecab_stand_in.install()

torch.manual_seed(7)
model = BertForMaskedLM(
    BertConfig(
        vocab_size=64 if kind == "transformers5" else len(vocabulary),
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=72,
        max_position_embeddings=32,
    )
).eval()
with torch.no_grad():
    for parameter in model.parameters():  # no bias stays 0, no LayerNorm 1
        parameter.add_(torch.randn_like(parameter) * 0.2)
model.save_pretrained(out)
with open(f"{out}/vocab.txt", "w", encoding="utf-8") as file:
    file.writelines(f"{token}\n" for token in vocabulary)
with open(f"{out}/tokenizer_config.json", "w", encoding="utf-8") as file:
    json.dump(settings, file)

tokenizer = AutoTokenizer.from_pretrained(out)
if kind == "transformers5":
    tokenizer.save_pretrained(out)
    os.remove(f"{out}/vocab.txt")
batch = tokenizer(texts, padding=True, return_tensors="pt")
with torch.no_grad():
    found = model(**batch, output_hidden_states=True)
seen = batch["attention_mask"].unsqueeze(-1)
vectors = (found.hidden_states[-1] * seen).sum(1) / seen.sum(1)
probabilities = torch.softmax(found.logits.double(), -1)
probabilities[..., :5] = 0  # of special tokens
probabilities[..., len(vocabulary) :] = 0  # of the padding
expected = []
for row, text in enumerate(texts):
    ids = batch["input_ids"][row][batch["attention_mask"][row] == 1]
    masks = []
    for place in (ids == tokenizer.mask_token_id).nonzero().flatten():
        best = probabilities[row, place].topk(BEST)
        tokens = [token.removeprefix("##") for token in tokenizer.convert_ids_to_tokens(best.indices)]
        masks.append([{"token": token, "probability": p} for token, p in zip(tokens, best.values.tolist())])
    expected.append({"text": text, "ids": ids.tolist(), "masks": masks, "vector": vectors[row].tolist()})
batch = dict(batch, token_type_ids=torch.arange(batch["input_ids"].numel()).view_as(batch["input_ids"]) % 3 // 2)
with torch.no_grad():
    logits = model(**batch).logits
save_file(batch | {"logits": logits}, f"{out}/expected.safetensors")
with open(f"{out}/expected.json", "w", encoding="utf-8") as file:
    json.dump(expected, file, indent=1, ensure_ascii=False)
