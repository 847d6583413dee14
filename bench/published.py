"""Tells what Python makes of a published model: transformers of its folder, torch.jit.load of its model.pt.

usage: published.py MODEL TEXTS BATCH OUT
  MODEL  the unpacked zip
  TEXTS  JSON, a list of texts: "text", and "words", the same segmented, with spaces between
  BATCH  a safetensors file: input_ids, attention_mask, token_type_ids [B, T]
Writes OUT/logits.safetensors: transformers, torchscript [B, T, V]; and OUT/told.json: missing and unexpected keys; tokenizer, the class
that AutoTokenizer takes; and of each text ids, by it, and fast_ids, by tokenizer.json from the words. Where Python lacks fugashi or
ipadic, stand-ins that split at spaces give AutoTokenizer the words.
"""
import json
import sys

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer, BertForMaskedLM, PreTrainedTokenizerFast

import mecab_stand_in

folder, texts, batch, out = sys.argv[1:]
with open(texts, encoding="utf-8") as file:
    texts = json.load(file)
batch = load_file(batch)

segments = not mecab_stand_in.is_needed()
if not segments:
    mecab_stand_in.install()
tokenizer = AutoTokenizer.from_pretrained(folder)
fast = PreTrainedTokenizerFast(tokenizer_file=f"{folder}/tokenizer.json")

model, keys = BertForMaskedLM.from_pretrained(folder, output_loading_info=True)
script = torch.jit.load(f"{folder}/model.pt")
with torch.no_grad():
    transformers = model.eval()(**batch).logits
    torchscript = script(batch["input_ids"], batch["attention_mask"], batch["token_type_ids"])
save_file({"transformers": transformers, "torchscript": torchscript}, f"{out}/logits.safetensors")
told = {
    "missing": sorted(keys["missing_keys"]),
    "unexpected": sorted(keys["unexpected_keys"]),
    "tokenizer": type(tokenizer).__name__,
    "ids": [tokenizer(text["text" if segments else "words"])["input_ids"] for text in texts],
    "fast_ids": [fast(text["words"])["input_ids"] for text in texts],
}
with open(f"{out}/told.json", "w", encoding="utf-8") as file:
    json.dump(told, file)
