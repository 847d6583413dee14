"""Prints the bytes of a TensorBoard event file, as TensorBoard itself writes them, in hexadecimal.

usage: golden_events.py
The file has its version and one event with two scalars, at fixed times. EventFileTest holds the same bytes.
Needs the package tensorboard.
"""
import io

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

file = io.BytesIO()
writer = RecordWriter(file)
writer.write(Event(wall_time=1767225600.25, file_version="brain.Event:2").SerializeToString())
values = [Summary.Value(tag="train/loss", simple_value=2.5), Summary.Value(tag="train/learning_rate", simple_value=1e-3)]
writer.write(Event(wall_time=1767225601.5, step=300, summary=Summary(value=values)).SerializeToString())
print(file.getvalue().hex())
