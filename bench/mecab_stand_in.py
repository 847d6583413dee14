"""Stands for fugashi and ipadic where Python lacks them: the words are what stands between blanks."""
import importlib.util
import sys
import types


def is_needed():
    return not all(importlib.util.find_spec(name) for name in ("fugashi", "ipadic"))


def install():
    split = lambda text: [types.SimpleNamespace(surface=word) for word in text.split()]
    sys.modules["fugashi"] = types.SimpleNamespace(GenericTagger=lambda options: split)
    sys.modules["ipadic"] = types.SimpleNamespace(DICDIR=".")
