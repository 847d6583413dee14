"""Compares the time to a validation loss: this plugin, and transformers in the way of run_mlm.py --line_by_line.

usage: time_to_loss.py PROJECT EVALUATION_STEPS [THREADS]
  PROJECT           the folder of a project whose POM trains a model from scratch
  EVALUATION_STEPS  the plugin's steps between two evaluations; transformers evaluates after as many sentences
First `mvn snowbert:train` trains in PROJECT, once with all of its epochs and once with half of them. Then
transformers trains the same model on the same tokens, padded to the longest sentence of a batch, at its own 15% of
masks: with the defaults of run_mlm.py, with the batch, the learning rate, the warm-up and the dropout of the plugin,
and with the settings that learned most from SNOW T15 at 15% of masks. All are evaluated on the same masked tokens.
The times are those of the training steps alone. The POM of PROJECT sets the epochs by the property snowbert.epochs.
Prints the seconds of each to a few losses, and the losses at the ends.
"""
import json
import math
import os
import subprocess
import sys
import time

import torch
from safetensors.torch import load_file
from torch.nn.utils.rnn import pad_sequence
from transformers import BertConfig, BertForMaskedLM, DataCollatorForLanguageModeling, PreTrainedTokenizerFast
from transformers import get_linear_schedule_with_warmup

LOSSES = [3.5, 3.0, 2.5, 2.3, 2.1, 2.0]
project, evaluation_steps = sys.argv[1], sys.argv[2]
threads = int(sys.argv[3]) if len(sys.argv) > 3 else os.cpu_count()
torch.set_num_threads(threads)
made = f"{project}/target/snowbert"


def plugin(*more_arguments):
    """The points (seconds of training, validation loss) of the plugin, and its seconds at the end."""
    arguments = ["snowbert:train", "-Dsnowbert.cache=none", "-Dsnowbert.resume=false", f"-Dsnowbert.threads={threads}",
                 f"-Dsnowbert.evaluationSteps={evaluation_steps}", *more_arguments]
    subprocess.run(["mvn", "-B", "-ntp", *arguments], cwd=project, check=True, stdout=sys.stderr)
    seconds, points = 0, []
    with open(f"{made}/metrics.jsonl", encoding="utf-8") as file:
        for line in map(json.loads, file):
            seconds += line.get("step_ms", 0) / 1000
            if "validation_loss" in line:
                points.append((seconds, line["validation_loss"]))
    return points, seconds


def sentences(name, tensor="input_ids"):
    tensors = load_file(f"{made}/{name}.safetensors")
    ends = tensors["offsets"].tolist()
    return [tensors[tensor][start:end].long() for start, end in zip(ends, ends[1:])]


def validation_loss(model):
    model.eval()
    total = count = 0
    with torch.no_grad():
        for first in range(0, len(held_out), 64):
            ids = pad_sequence(held_out[first:first + 64], batch_first=True)
            labels = pad_sequence(answers[first:first + 64], batch_first=True, padding_value=-100)
            logits = model(ids, attention_mask=(ids != 0).long()).logits[labels != -100]
            total += torch.nn.functional.cross_entropy(logits, labels[labels != -100], reduction="sum").item()
            count += len(logits)
    model.train()
    return total / count


def run_mlm(batch, rate, warmup, dropout, epochs):
    """The same points of transformers."""
    torch.manual_seed(42)
    config = BertConfig.from_pretrained(f"{made}/model")
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
    model = BertForMaskedLM(config).train()
    plain = {"bias", "LayerNorm.weight", "LayerNorm.bias"}
    optimizer = torch.optim.AdamW(
        [{"params": [p for n, p in model.named_parameters() if not any(n.endswith(end) for end in plain)]},
         {"params": [p for n, p in model.named_parameters() if any(n.endswith(end) for end in plain)]}],
        lr=rate, weight_decay=0.0, fused=True)  # the defaults of run_mlm
    steps = epochs * math.ceil(len(train) / batch)
    schedule = get_linear_schedule_with_warmup(optimizer, math.ceil(warmup * steps), steps)
    seconds, points, seen = 0, [], 0
    for _ in range(epochs):
        order = torch.randperm(len(train)).tolist()
        for first in range(0, len(train), batch):
            start = time.perf_counter()
            chosen = [{"input_ids": train[i], "special_tokens_mask": special[i]} for i in order[first:first + batch]]
            inputs = collate(chosen)
            model(**inputs).loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            seconds += time.perf_counter() - start
            seen += len(chosen)
            if seen // between > (seen - len(chosen)) // between:
                points.append((seconds, validation_loss(model)))
                print(f"{seconds:.0f} s: {points[-1][1]:.4f}", file=sys.stderr, flush=True)
    points.append((seconds, validation_loss(model)))
    return points, seconds


def first(points, loss):
    return next((seconds for seconds, reached in points if reached <= loss), None)


def lowest(points, end):
    reached = [loss for seconds, loss in points if seconds <= end]
    return min(reached) if reached else math.nan


runs = {"plugin": plugin()}
train, held_out = sentences("tokens/train"), sentences("masked/validation")
answers = sentences("masked/validation", "labels")
with open(f"{made}/model/training.json", encoding="utf-8") as file:
    ours = json.load(file)["steps"]["train"]["parameters"]
epochs = int(ours["epochs"])
runs["plugin, half of the epochs"] = plugin(f"-Dsnowbert.epochs={epochs // 2}")
between = int(evaluation_steps) * int(ours["batchSize"])
special = [(ids < 5).long() for ids in train]
tokenizer = PreTrainedTokenizerFast(tokenizer_file=f"{made}/tokens/tokenizer.json", pad_token="[PAD]", mask_token="[MASK]",
                                    unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]")
collate = DataCollatorForLanguageModeling(tokenizer)
runs["run_mlm, our recipe"] = run_mlm(
    int(ours["batchSize"]), float(ours["learningRate"]), float(ours["warmupFraction"]), float(ours["dropout"]), epochs)
runs["run_mlm, best at 15%"] = run_mlm(batch=64, rate=1e-3, warmup=0.2, dropout=0.0, epochs=epochs)
runs["run_mlm, defaults"] = run_mlm(batch=8, rate=5e-5, warmup=0.0, dropout=0.1, epochs=3)

print("seconds to a loss of", *LOSSES, "the end", "loss there", sep="\t")
for name, (points, end) in runs.items():
    times = [first(points, loss) for loss in LOSSES]
    print(name, *("never" if t is None else f"{t:.0f}" for t in times), f"{end:.0f}", f"{points[-1][1]:.4f}", sep="\t")
for name, (_, end) in runs.items():
    print(f"when {name} ends", *(f"{other} {lowest(points, end):.4f}" for other, (points, _) in runs.items()), sep="\t")
plugins = [name for name in runs if name.startswith("plugin")]
for name in plugins:
    for other, (points, end) in runs.items():
        reached = first(runs[name][0], points[-1][1])
        if reached and other not in plugins:
            print(f"the final loss of {other}: {name} takes {reached:.0f} s, 1/{end / reached:.1f} of its time")
