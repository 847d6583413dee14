"""Checks the ONNX files of a published model, and compares their logits with transformers'.

usage: published_onnx.py MODEL
  MODEL  the unpacked zip
Prints what the checker of ONNX says, and the largest difference of a logit. Needs the packages onnx and onnxruntime.
"""
import sys

import numpy
import onnx
import onnxruntime
import torch
from transformers import BertForMaskedLM

folder = sys.argv[1]
for name in ["model.onnx", "encoder.onnx"]:
    onnx.checker.check_model(f"{folder}/{name}", full_check=True)
    print(f"{name} is sound")
model = BertForMaskedLM.from_pretrained(folder).eval()
ids = torch.randint(5, model.config.vocab_size, (3, 17))
mask = torch.ones_like(ids)
mask[1, 9:] = 0
with torch.no_grad():
    expected = model(ids, attention_mask=mask).logits[mask == 1]
inputs = {"input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": numpy.zeros_like(ids.numpy())}
logits = torch.from_numpy(onnxruntime.InferenceSession(f"{folder}/model.onnx").run(["logits"], inputs)[0])[mask == 1]
print(f"the logits differ by at most {(logits - expected).abs().max():.1e}")
