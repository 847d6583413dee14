"""Prints when transformers ends a training early, and which evaluation it keeps.

usage: golden_patience.py
Prints a line a case, as PatienceTest holds it: the patience, the validation losses, the number of the evaluation after
which training ends (0: never), the number of the evaluation whose model is kept.
"""
import random
from types import SimpleNamespace

from transformers import EarlyStoppingCallback, TrainerControl, TrainerState


def case(patience, losses):
    arguments = SimpleNamespace(metric_for_best_model="loss", greater_is_better=False)  # all that the callback reads
    callback, state, control = EarlyStoppingCallback(patience), TrainerState(), TrainerControl()
    kept = ended = 0
    for number, loss in enumerate(losses, start=1):
        callback.on_evaluate(arguments, state, control, {"eval_loss": loss})
        if state.best_metric is None or loss < state.best_metric:  # as Trainer._determine_best_metric
            state.best_metric, kept = loss, number
        if control.should_training_stop:
            ended = number
            break
    return f'"{patience}, {" ".join(map(str, losses))}, {ended}, {kept}",'


random.seed(1)
for patience in [1, 2, 2, 3, 3]:
    print(case(patience, [round(3 - 0.1 * i + random.choice([0, 0.1, 0.2, 0.3]), 1) for i in range(8)]))
print(case(2, [2.5] * 4))
