"""Writes the case of the tests of inference: what transformers makes of Japanese texts, from the text on, in float32.

usage: golden_text.py OUT
Needs fugashi and ipadic beside transformers. Writes the model's files, and expected.json: for each text its ids, the words and the
probabilities that fill each mask best, special tokens aside, and its vector, the mean of the last hidden states where the attention
mask is 1. All texts are computed as one padded batch. Writes expected.safetensors too: that batch, with token types of both kinds, as
input_ids, attention_mask, token_type_ids [B, T], int64, and its logits [B, T, V].
"""
import json
import sys

import torch
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertConfig, BertForMaskedLM

TEXTS = [
    "秋には[MASK]が木から落ちる。",
    "[MASK]は[MASK]を読みます。",
    "誰が一番に着くか私には分かりません。",
    "[MASK]",
    "１２月の朝、Ｍａｖｅｎで[MASK]を作る",
]
WORDS = "秋 に は が 木 から 落ちる 。 葉 私 母 本 水 を 読み ます 飲み 誰 一番 着く か 分かり ませ ん 月 の 朝 、 で 作る 手紙 雨 1 ##2 Ma ##ven"
BEST = 5
out = sys.argv[1]
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + WORDS.split()

torch.manual_seed(7)
model = BertForMaskedLM(
    BertConfig(
        vocab_size=len(vocabulary),
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
    settings = {"tokenizer_class": "BertJapaneseTokenizer", "do_lower_case": False, "word_tokenizer_type": "mecab"}
    json.dump(settings | {"subword_tokenizer_type": "wordpiece", "mecab_kwargs": {"mecab_dic": "ipadic"}}, file)

tokenizer = AutoTokenizer.from_pretrained(out)
batch = tokenizer(TEXTS, padding=True, return_tensors="pt")
with torch.no_grad():
    found = model(**batch, output_hidden_states=True)
seen = batch["attention_mask"].unsqueeze(-1)
vectors = (found.hidden_states[-1] * seen).sum(1) / seen.sum(1)
probabilities = torch.softmax(found.logits.double(), -1)
probabilities[..., :5] = 0  # of special tokens
expected = []
for row, text in enumerate(TEXTS):
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
