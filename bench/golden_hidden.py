"""Writes the last hidden states of a case of the tests, as transformers computes them.

usage: golden_hidden.py CASE
  CASE  a folder that golden.py wrote
Writes CASE/hidden.safetensors: last_hidden_state [sentences, length, width], float32.
"""
import sys

import torch
from safetensors.torch import load_file, save_file
from transformers import BertForMaskedLM

case = sys.argv[1]
model = BertForMaskedLM.from_pretrained(case, dtype=torch.float32).eval()
batch = load_file(f"{case}/batch.safetensors")
with torch.no_grad():
    hidden = model.bert(batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
save_file({"last_hidden_state": hidden}, f"{case}/hidden.safetensors")
