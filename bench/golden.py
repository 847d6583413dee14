"""Writes a case of the tests: what transformers' BertForMaskedLM computes in float32 without dropout.

usage: golden.py OUT LENGTHS STEPS [HIDDEN LAYERS HEADS VOCABULARY]
  LENGTHS  of the batch's sentences, such as 3,64,5
  STEPS    of AdamW: lr 1e-3, weight decay 0.01 on every parameter
Writes config.json and model.safetensors, the start; batch.safetensors: input_ids, labels, attention_mask [B, T], int64;
expected.safetensors: logits, grad.<parameter>, after.<parameter>; expected.json: the loss of each step, and of the first with every position scored.
"""
import json
import sys

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForMaskedLM

POSITIONS = 64
out = sys.argv[1]
lengths = [int(n) for n in sys.argv[2].split(",")]
steps = int(sys.argv[3])
hidden, layers, heads, vocabulary = (int(a) for a in (sys.argv[4:] or (24, 2, 2, 61)))

torch.manual_seed(5)
model = BertForMaskedLM(
    BertConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=3 * hidden,
        max_position_embeddings=POSITIONS,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
).train()
with torch.no_grad():
    for parameter in model.parameters():  # no bias stays 0, no LayerNorm 1
        parameter.add_(torch.randn_like(parameter) * 0.05)
model.save_pretrained(out)

shape = len(lengths), max(lengths)
ids, attention, labels = torch.zeros(shape), torch.zeros(shape), torch.full(shape, -100)
ids, attention, labels = ids.long(), attention.long(), labels.long()
for row, length in enumerate(lengths):
    words = torch.randint(5, vocabulary, (length - 2,))
    masked = torch.rand(length - 2) < 0.15
    masked[torch.randint(length - 2, ())] = True
    labels[row, 1 : length - 1] = torch.where(masked, words, -100)
    ids[row, :length] = torch.cat([torch.tensor([2]), torch.where(masked, 4, words), torch.tensor([3])])
    attention[row, :length] = 1
save_file({"input_ids": ids, "labels": labels, "attention_mask": attention}, f"{out}/batch.safetensors")

with torch.no_grad():
    everywhere = torch.where(labels >= 0, labels, ids)
    start = model(ids, attention_mask=attention, labels=everywhere)
tensors, losses = {"logits": start.logits}, []
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
for step in range(steps):
    optimizer.zero_grad()
    loss = model(ids, attention_mask=attention, labels=labels).loss
    loss.backward()
    losses.append(loss.item())
    if step == 0:
        tensors |= {f"grad.{name}": p.grad.clone() for name, p in model.named_parameters()}
    optimizer.step()
tensors |= {f"after.{name}": p.detach().clone() for name, p in model.named_parameters()}
save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, f"{out}/expected.safetensors")
with open(f"{out}/expected.json", "w") as file:
    json.dump({"losses": losses, "loss_labels_everywhere": start.loss.item()}, file, indent=1)
