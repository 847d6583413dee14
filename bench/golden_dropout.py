"""Writes dropout.json of a case: the mean loss of transformers' BertForMaskedLM under dropout, over many draws.

usage: golden_dropout.py CASE PROBABILITY DRAWS
"""
import json
import statistics
import sys

import torch
from safetensors.torch import load_file
from transformers import BertForMaskedLM

case, probability, draws = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
torch.manual_seed(3)
batch = load_file(f"{case}/batch.safetensors")
model = BertForMaskedLM.from_pretrained(case, hidden_dropout_prob=probability, attention_probs_dropout_prob=probability).train()
with torch.no_grad():
    losses = [model(**batch).loss.item() for _ in range(draws)]
with open(f"{case}/dropout.json", "w") as file:
    figures = {"probability": probability, "draws": draws, "mean": statistics.mean(losses), "deviation": statistics.stdev(losses)}
    json.dump(figures, file, indent=1)
