"""Writes the case of the tests of tokenizers: what transformers makes of texts.

usage: golden_words.py FOLDER TEXTS OUT
FOLDER holds a tokenizer's files, TEXTS is a JSON array of texts. OUT becomes {"tokenizer": its class, "ids": those of each text,
"fast": those of tokenizer.json alone}. Where Python lacks fugashi or ipadic, the words of Japanese text must stand between blanks.
"""
import json
import os
import sys

from transformers import AutoTokenizer, PreTrainedTokenizerFast

import mecab_stand_in

folder, texts, out = sys.argv[1:]
if mecab_stand_in.is_needed():
    mecab_stand_in.install()
tokenizer = AutoTokenizer.from_pretrained(folder)
with open(texts, encoding="utf-8") as file:
    texts = json.load(file)
told = {"tokenizer": type(tokenizer).__name__, "ids": [tokenizer(text)["input_ids"] for text in texts]}
if os.path.exists(f"{folder}/tokenizer.json"):
    fast = PreTrainedTokenizerFast(tokenizer_file=f"{folder}/tokenizer.json")
    told["fast"] = [fast(text)["input_ids"] for text in texts]
with open(out, "w", encoding="utf-8") as file:
    json.dump(told, file, separators=(",", ":"))
    file.write("\n")
