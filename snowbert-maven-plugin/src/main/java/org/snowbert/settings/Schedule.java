package org.snowbert.settings;

/**
 * How the learning rate moves after its linear warm-up: not at all, or linearly to 0 at the last
 * step.
 */
public enum Schedule {
  CONSTANT,
  LINEAR
}
