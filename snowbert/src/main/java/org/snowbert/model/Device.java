package org.snowbert.model;

/** Where the arithmetic runs; {@code AUTO} is CUDA where there is one, else the CPU. */
public enum Device {
  AUTO,
  CPU,
  CUDA
}
