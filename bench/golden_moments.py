"""Writes the losses of a case of the tests under AdamW with other settings than PyTorch's defaults.

usage: golden_moments.py CASE
  CASE  a folder that golden.py wrote
Writes CASE/moments.json: beta1, beta2, epsilon, and the loss of each of 5 steps at lr 1e-3, weight decay 0.01 on every
parameter.
"""
import json
import sys

import torch
from safetensors.torch import load_file
from transformers import BertForMaskedLM

case = sys.argv[1]
beta1, beta2, epsilon = 0.7, 0.95, 1e-3
model = BertForMaskedLM.from_pretrained(case, dtype=torch.float32).train()
batch = load_file(f"{case}/batch.safetensors")
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(beta1, beta2), eps=epsilon, weight_decay=0.01)
losses = []
for _ in range(5):
    optimizer.zero_grad()
    loss = model(**batch).loss
    loss.backward()
    losses.append(loss.item())
    optimizer.step()
with open(f"{case}/moments.json", "w") as file:
    json.dump({"beta1": beta1, "beta2": beta2, "epsilon": epsilon, "losses": losses}, file, indent=1)
