package org.snowbert.settings;

/**
 * The course of the learning rate after its linear warm-up: constant, or linear to 0 at the last
 * step.
 */
public enum Schedule {
  CONSTANT,
  LINEAR
}
