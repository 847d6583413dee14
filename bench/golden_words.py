"""Writes the case of the tests of words at white space: what transformers' AutoTokenizer makes of texts.

usage: golden_words.py FOLDER TEXTS OUT
FOLDER holds a tokenizer's files, TEXTS is a JSON array of texts, OUT becomes {"tokenizer": its class, "ids": those of each text}.
"""
import json
import sys

from transformers import AutoTokenizer

folder, texts, out = sys.argv[1:]
tokenizer = AutoTokenizer.from_pretrained(folder)
with open(texts, encoding="utf-8") as file:
    ids = [tokenizer(text)["input_ids"] for text in json.load(file)]
with open(out, "w", encoding="utf-8") as file:
    json.dump({"tokenizer": type(tokenizer).__name__, "ids": ids}, file, separators=(",", ":"))
    file.write("\n")
