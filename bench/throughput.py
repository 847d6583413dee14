"""Times training steps of transformers' BertForMaskedLM on this machine, for comparison with ours.

usage: throughput.py PADDING SIZE BATCH STEPS VOCABULARY LENGTHS PRECISION
  PADDING    longest: each batch padded to its longest sentence, 15% of its tokens scored, as run_mlm does line by line
             100: every sentence padded to 100 tokens, every position scored, as the notebook did
  SIZE       LAYERSxWIDTH
  LENGTHS    a file with the number of tokens of one sentence a line
  PRECISION  fp32, or bf16 under autocast
Prints the median milliseconds of a step, the mean of its tokens without padding, and the most megabytes of memory that the
process had. Dropout 0.1, fused AdamW.
"""
import random
import resource
import statistics
import sys
import time

import torch
from transformers import BertConfig, BertForMaskedLM

padding, size, batch, steps, vocabulary, path, precision = sys.argv[1:]
layers, width = (int(part) for part in size.split("x"))
with open(path, encoding="utf-8") as file:
    lengths = [int(line) for line in file]
torch.manual_seed(0)
random.seed(0)
model = BertForMaskedLM(
    BertConfig(
        vocab_size=int(vocabulary),
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=width // 64,
        intermediate_size=4 * width,
    )
).train()
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, fused=True)  # the default of transformers


def step():
    chosen = random.sample(lengths, int(batch))
    longest = 100 if padding == "100" else max(chosen)
    attention = (torch.arange(longest) < torch.tensor(chosen).unsqueeze(1)).long()
    ids = torch.randint(5, int(vocabulary), attention.shape) * attention
    labels = ids
    if padding != "100":
        labels = torch.where((torch.rand(ids.shape) < 0.15) & (attention == 1), ids, -100)
    optimizer.zero_grad()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
        loss = model(ids, attention_mask=attention, labels=labels).loss
    loss.backward()
    optimizer.step()
    return sum(chosen)


step()
times, tokens = [], 0
for _ in range(int(steps)):
    start = time.perf_counter()
    tokens += step()
    times.append(1000 * (time.perf_counter() - start))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(statistics.median(times), tokens / len(times), memory)
