"""Normalises the texts of a JSON array as the training of a Japanese model did, for the test of the line that people copy.

usage: normalise.py TEXTS OUT
"""
import json
import sys
import unicodedata


def normalise(text):
    text = "".join(c for c in unicodedata.normalize("NFKC", text.translate(str.maketrans("〜～﹣－—━─’”“―‐˗֊‑‒–⁃⁻₋−\t\n\v\f\r\x85\u1680\u2028\u2029", "ーーーーーーー'\"\"-----------         ", "\xad\u200b\u2060\ufeff"))) if unicodedata.category(c) != "Cc")
    return text


texts, out = sys.argv[1:]
with open(texts, encoding="utf-8") as file:
    normalised = [normalise(text) for text in json.load(file)]
with open(out, "w", encoding="utf-8") as file:
    json.dump(normalised, file)
