"""Times the plugin's TorchScript archive in Python's PyTorch beside transformers' BertForMaskedLM, on one device in one run.

FOLDER is what ArchiveWriter wrote. Where it has no parameters.safetensors, the parameters are drawn here. Needs torch 2.5 or
later and nothing else; without transformers the archive is timed by itself.

First, without dropout and all on one batch, the losses of some steps: those of the archive in bf16 and of transformers must
fall within TOLERANCE of the archive's in float32, else the exit status is 1. On a GPU, how often the archive's loop waited for it.

Then, for batches of sentences and for batches by tokens, each in turn for some rounds: the archive in float32 (without TF32)
and bf16, transformers eager and compiled in float32 and bf16 (autocast). Dropout 0.1, AdamW, fused; transformers' batches are
padded to their longest sentence. Losses are read back at the end of a round. Prints medians over the rounds:
  the job  what the notebook's 2 epochs of 84,300 sentences would take at this rate
  share    of the rate of a large bf16 torch.mm. The work counted is the same for all, 6 operations for each multiply-add of a
           forward pass that computes no padding and, after the last attention, only tokens that are scored
  memory   the most that a model and its training had of the GPU
"""
import argparse
import gc
import json
import statistics
import sys
import time
import warnings
from pathlib import Path
from typing import NamedTuple

import torch

try:
    from transformers import BertConfig, BertForMaskedLM
except Exception as e:  # when what it needs is not there either, that is not always an ImportError
    BertForMaskedLM = None
    print(f"transformers is skipped: {e}")

JOB = 2 * 84_300
LEARNING_RATE = 5e-5
CHECKED_STEPS, CHECKED_LEARNING_RATE, TOLERANCE = 10, 1e-3, 0.01
PRECISIONS = "fp32", "bf16"
DTYPES = {"F32": torch.float32, "I64": torch.int64, "BOOL": torch.bool}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder", metavar="FOLDER", type=Path)
parser.add_argument("--device", choices=("cpu", "cuda"), default="cuda" if torch.cuda.is_available() else "cpu")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--batches", type=int, default=sys.maxsize, help="of each kind that a round takes, default all")
parser.add_argument("--dropout", type=float, default=0.1)
parser.add_argument("--no-compile", action="store_true", help="leave torch.compile out, which takes minutes")
options = parser.parse_args()
device = torch.device(options.device)
on_gpu = device.type == "cuda"


def tensors(path):
    """What a safetensors file holds, without the library of that name."""
    content = bytearray(path.read_bytes())
    data = 8 + int.from_bytes(content[:8], "little")

    def tensor(dtype, shape, data_offsets):
        dtype = DTYPES[dtype]
        size = data_offsets[1] - data_offsets[0]
        if size == 0:
            return torch.empty(shape, dtype=dtype)
        return torch.frombuffer(content, dtype=dtype, count=size // dtype.itemsize, offset=data + data_offsets[0]).view(shape)

    return {name: tensor(**entry) for name, entry in json.loads(content[8:data]).items()}


def start_parameters():
    """In the program's order."""
    path = options.folder / "parameters.safetensors"
    if path.exists():
        read = tensors(path)
        return [read[str(i)] for i in range(len(layout))]
    initial = {"NORMAL": lambda shape: 0.02 * torch.randn(shape), "ZERO": torch.zeros, "ONE": torch.ones}
    drawn = [initial[parameter["initialization"]](parameter["shape"]) for parameter in layout]
    drawn[0][config["pad_token_id"]] = 0
    return drawn


class Batch(NamedTuple):
    """Sentences as the program takes them, and as transformers does, in pinned memory."""

    packed: list
    padded: list
    sentences: int
    tokens: int
    scored: int
    operations: int


def read_batches(kind):
    read = []
    for i in range(options.batches):
        name = f"{kind}.{i}."
        if name + "ids" not in written:
            break
        arrays = "ids", "positions", "rectangle", "places", "mask", "scored", "labels"
        packed = [written[name + array] for array in arrays]
        ids, _, _, places, mask, scored, labels = packed
        padded_ids, padded_labels = torch.zeros(mask.numel(), dtype=torch.int64), torch.full([mask.numel()], -100)
        padded_ids[places] = ids
        padded_labels[places[scored]] = labels
        padded = [padded_ids.view(mask.shape), mask.long(), padded_labels.view(mask.shape)]
        if on_gpu:
            padded = [tensor.pin_memory() for tensor in padded]
        operations = operations_of_step(mask.sum(1), scored.numel())
        read.append(Batch(packed, padded, mask.size(0), ids.numel(), scored.numel(), operations))
    return read


def operations_of_step(lengths, scored):
    """2 for each multiply-add of the forward pass, and twice as many backward."""
    tokens = lengths.sum().item()
    width, layers, inner = config["hidden_size"], config["num_hidden_layers"], config["intermediate_size"]
    attention = layers * (3 * width**2 * tokens + 2 * width * lengths.square().sum().item())
    after_attention = (width**2 + 2 * width * inner) * ((layers - 1) * tokens + scored)
    head = (width**2 + width * config["vocab_size"]) * scored
    return 6 * (attention + after_attention + head)


class Archive:
    """The plugin's program. It pins batches and copies them itself, and keeps losses until the script takes them."""

    def __init__(self, precision, learning_rate, dropout):
        self.module = torch.jit.load(options.folder / f"bert-{precision}.pt")
        self.module.dropout = dropout
        self.module.gpu_operators = on_gpu
        self.module.start([parameter.to(device) for parameter in parameters])
        self.learning_rate = torch.tensor(learning_rate, dtype=torch.float64)
        self.steps = 0
        self.scored = []

    def step(self, batch):
        scale = torch.tensor(1 / batch.scored, dtype=torch.float64)
        self.module.accumulate(batch.packed, scale, torch.tensor(self.steps))
        self.module.update(self.learning_rate)
        self.steps += 1
        self.scored.append(batch.scored)

    def losses(self):
        sums, scored = self.module.take_losses()[:, 0], self.scored
        self.scored = []
        return (sums / torch.tensor(scored)).tolist()


class Transformers:
    def __init__(self, precision, learning_rate, dropout, compiled=False):
        model = BertForMaskedLM(
            BertConfig.from_dict(config | {"hidden_dropout_prob": dropout, "attention_probs_dropout_prob": dropout})
        )
        state = {}
        for parameter, values in zip(layout, parameters):
            state |= zip(parameter["names"], values.chunk(len(parameter["names"])))
        model.load_state_dict(state, strict=False)  # the decoder is tied to the embeddings
        model.to(device).train()
        self.model = torch.compile(model, dynamic=True) if compiled else model
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, fused=True)
        self.autocast = torch.autocast(device.type, torch.bfloat16, enabled=precision == "bf16")
        self.kept = []

    def step(self, batch):
        ids, attention, labels = (tensor.to(device, non_blocking=True) for tensor in batch.padded)
        with self.autocast:
            loss = self.model(input_ids=ids, attention_mask=attention, labels=labels).loss
        loss.backward()
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.kept.append(loss.detach())

    def losses(self):
        kept, self.kept = self.kept, []
        return torch.stack(kept).tolist()


def train(model, batches):
    for batch in batches:
        model.step(batch)
    return model.losses()


def check(batch):
    """Whether all have the losses of the archive in float32."""
    print(f"\nmean losses of {CHECKED_STEPS} steps on one batch, learning rate {CHECKED_LEARNING_RATE}, no dropout")
    checked = [(Archive, "fp32"), (Archive, "bf16"), (Transformers, "fp32")]
    expected, agreed = None, True
    for kind, precision in checked if BertForMaskedLM else checked[:2]:
        losses = train(kind(precision, CHECKED_LEARNING_RATE, 0.0), [batch] * CHECKED_STEPS)
        expected = expected or losses
        worst = max(abs(loss / other - 1) for loss, other in zip(losses, expected))
        agreed &= worst <= TOLERANCE  # not for NaN
        print(f"{kind.__name__} {precision}:", *(f"{loss:.6f}" for loss in losses), f"within {worst:.1e}")
    return agreed


def allocated():
    gc.collect()
    return torch.cuda.memory_allocated() if on_gpu else 0


class Contender:
    """A model in training, with the bytes of the GPU that it holds, and the most that it had."""

    def __init__(self, name, kind, *settings):
        before = allocated()
        self.name, self.model = name, kind(*settings)
        self.held, self.peak = allocated() - before, 0

    def warm_up(self, batches):
        """Takes every batch once; the first of a shape is slow."""
        before = allocated()
        if on_gpu:
            torch.cuda.reset_peak_memory_stats()
        train(self.model, batches)
        if on_gpu:
            self.peak = self.held + torch.cuda.max_memory_allocated() - before
        self.held += allocated() - before


def seconds(work):
    if on_gpu:
        torch.cuda.synchronize()
    start = time.perf_counter()
    work()
    if on_gpu:
        torch.cuda.synchronize()
    return time.perf_counter() - start


def bf16_rate():
    """Operations a second."""
    size, repeats = (8192, 20) if on_gpu else (512, 5)
    matrix = torch.randn(size, size, device=device).bfloat16()
    torch.mm(matrix, matrix)
    return repeats * 2 * size**3 / seconds(lambda: [torch.mm(matrix, matrix) for _ in range(repeats)])


def compare(contenders, title, batches):
    sentences = sum(batch.sentences for batch in batches)
    tokens = sum(batch.tokens for batch in batches)
    operations = sum(batch.operations for batch in batches)
    print(f"\n{len(batches)} {title}: {sentences} sentences, {tokens} tokens, {operations / 1e12:.2f} TFLOP")
    ready = []
    for contender in contenders:
        try:
            contender.warm_up(batches)
            ready.append(contender)
        except Exception as e:  # it does not compile, or memory ended
            if isinstance(contender.model, Archive):
                raise
            print(f"{contender.name} is skipped: {type(e).__name__}: {str(e).strip().partition(chr(10))[0]}")
    rates, times = [], {contender.name: [] for contender in ready}
    for _ in range(options.rounds):
        rates.append(bf16_rate())
        for contender in ready:
            times[contender.name].append(seconds(lambda: train(contender.model, batches)))
    rate = statistics.median(rates)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"bf16 torch.mm: {rate / 1e12:.2f} TFLOP/s")
    for contender in ready:
        taken = medians[contender.name]
        peers = [peer for peer in ("transformers fp32", "transformers bf16") if peer in medians]
        print(
            f"{contender.name:<26} {1000 * taken / len(batches):8.2f} ms a step",
            f"{sentences / taken:8.0f} sentences/s {tokens / taken:9.0f} tokens/s",
            f"the job {JOB * taken / sentences:7.1f} s",
            f"share {operations / taken / rate:6.1%}",
            *([f"memory {contender.peak / 2**30:6.2f} GiB"] if on_gpu else []),
            *(f"{medians[peer] / taken:6.2f} times {peer}" for peer in peers),
            sep="  ",
        )


def synchronisations(work):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        torch.cuda.set_sync_debug_mode("warn")
        work()
        torch.cuda.set_sync_debug_mode("default")
    return sum("called a synchronizing CUDA operation" in str(warning.message) for warning in caught)


def report_synchronisations(contender, batches):
    found = synchronisations(lambda: [contender.model.step(batch) for batch in batches])
    if synchronisations(contender.model.losses) == 0:  # that one must be seen
        found = "uncounted"
    print(f"{contender.name}: {found} synchronisations in {len(batches)} steps")


sys.stdout.reconfigure(line_buffering=True)
torch._C._set_graph_executor_optimize(False)  # as the plugin has it
torch.manual_seed(0)
config = json.loads((options.folder / "config.json").read_text())
layout = json.loads((options.folder / "layout.json").read_text())
written, parameters = tensors(options.folder / "batches.safetensors"), start_parameters()
by_sentences, by_tokens = read_batches("sentences"), read_batches("tokens")
print(
    f"{torch.cuda.get_device_name() if on_gpu else 'CPU'}, torch {torch.__version__},",
    f"{config['num_hidden_layers']} layers of {config['hidden_size']}, vocabulary {config['vocab_size']}",
)
agreed = check(by_sentences[0])
contenders = [Contender(f"Archive {p}", Archive, p, LEARNING_RATE, options.dropout) for p in PRECISIONS]
if on_gpu:
    for contender in contenders:
        contender.warm_up(by_sentences)
        report_synchronisations(contender, by_sentences)
if BertForMaskedLM:
    for compiled in (False,) if options.no_compile else (False, True):
        name = "transformers compiled" if compiled else "transformers"
        contenders += [Contender(f"{name} {p}", Transformers, p, LEARNING_RATE, options.dropout, compiled) for p in PRECISIONS]
compare(contenders, "batches by sentences", by_sentences)
compare(contenders, "batches by tokens", by_tokens)
sys.exit(0 if agreed else f"The losses differ by more than {TOLERANCE} of them.")
