package org.snowbert.settings;

/** A format of the published model, beside safetensors. */
public enum ModelFormat {
  /** TorchScript with the parameters, as DJL and {@code torch.jit.load} open it. */
  TORCHSCRIPT,

  /** ONNX graphs that refer to the parameters in {@code model.safetensors}. */
  ONNX,

  /** ONNX files that hold the parameters, for loaders that take the bytes of one file. */
  ONNX_EMBEDDED
}
