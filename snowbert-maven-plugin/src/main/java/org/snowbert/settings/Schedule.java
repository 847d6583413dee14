package org.snowbert.settings;

/** The course of the learning rate after its linear warm-up. */
public enum Schedule {
  /** The peak. */
  CONSTANT,
  /** Linear to 0 at the last step. */
  LINEAR,
  /** Half a cosine, to 0 at the last step. */
  COSINE,
  /** The peak over the square root of the step, counted in warm-ups. */
  INVERSE_SQRT
}
