package org.snowbert.model;

/**
 * The sizes that a model comes in, after Turc et al., Well-Read Students Learn Better (2019), and
 * Devlin et al. (2019).
 */
public enum ModelSize {
  TINY(2, 128),
  MINI(4, 256),
  SMALL(4, 512),
  MEDIUM(8, 512),
  BASE(12, 768),
  LARGE(24, 1024);

  private final int layers;
  private final int width;

  ModelSize(int layers, int width) {
    this.layers = layers;
    this.width = width;
  }

  /** Transformer layers. */
  public int layers() {
    return layers;
  }

  /** Hidden width; heads are width / 64, the intermediate width is 4 × width. */
  public int width() {
    return width;
  }
}
