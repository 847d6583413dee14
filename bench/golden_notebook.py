"""Writes the case of the recipe `notebook`: a training as transformers and a plain PyTorch loop do it, every position scored.

usage: golden_notebook.py OUT
Sentences padded to 100, [MASK] in 15% of the tokens, drawn once, every position scored, the padding too; batches of 16 in the order
of the corpus, 2 epochs, AdamW with lr 5e-5 and weight decay 0.01 on every parameter, float32, no dropout.
Writes config.json and model.safetensors, the start; train.safetensors and validation.safetensors, masked files as the plugin writes
them; expected.json: by step `loss` and `loss_masked`, by epoch `validation_loss` and `validation_loss_all_positions`.
"""
import json
import sys

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForMaskedLM

LENGTH, VOCABULARY = 100, 61
out = sys.argv[1]
torch.manual_seed(11)


def sentences(count):
    """Token ids, masked ids and whether each is masked, padded: [count, LENGTH]."""
    ids = torch.zeros(count, LENGTH, dtype=torch.long)
    masked = torch.zeros(count, LENGTH, dtype=torch.bool)
    for row in range(count):
        length = int(torch.randint(3, 20, ())) if row else LENGTH
        ids[row, :length] = torch.cat([torch.tensor([2]), torch.randint(5, VOCABULARY, (length - 2,)), torch.tensor([3])])
        masked[row, 1 : length - 1] = torch.rand(length - 2) < 0.15
    return ids, torch.where(masked, 4, ids), masked


def write(name, masked_ids, labels, real):
    """A masked file: the sentences' real tokens laid end to end."""
    offsets = torch.cat([torch.zeros(1, dtype=torch.long), real.sum(1).cumsum(0)])
    save_file({"input_ids": masked_ids[real].int(), "labels": labels[real].int(), "offsets": offsets}, f"{out}/{name}.safetensors")


def losses(model, ids, masked_ids, masked):
    """Mean cross-entropy of every position, which is the model's own loss, and of the masked tokens."""
    output = model(masked_ids, attention_mask=(ids > 0).long(), labels=ids)
    return output.loss, torch.nn.functional.cross_entropy(output.logits[masked], ids[masked])


model = BertForMaskedLM(
    BertConfig(
        vocab_size=VOCABULARY,
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=72,
        max_position_embeddings=LENGTH,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
).train()
model.save_pretrained(out)
train, validation = sentences(40), sentences(20)
write("train", train[1], train[0], train[0] > 0)
write("validation", validation[1], torch.where(validation[2], validation[0], -100), validation[0] > 0)

optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
steps, epochs = [], []
for _ in range(2):
    for first in range(0, 40, 16):
        optimizer.zero_grad()
        loss, masked = losses(model, *(part[first : first + 16] for part in train))
        loss.backward()
        optimizer.step()
        steps.append({"loss": loss.item(), "loss_masked": masked.item()})
    with torch.no_grad():
        loss, masked = losses(model, *validation)
    epochs.append({"validation_loss": masked.item(), "validation_loss_all_positions": loss.item()})
with open(f"{out}/expected.json", "w") as file:
    json.dump({"steps": steps, "epochs": epochs}, file, indent=1)
