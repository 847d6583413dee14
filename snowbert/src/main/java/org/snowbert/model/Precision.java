package org.snowbert.model;

/**
 * The type of the matrix products; parameters, LayerNorm, loss and optimizer state are float32
 * always.
 */
public enum Precision {
  AUTO,
  FP32,
  BF16
}
