package org.snowbert.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lines about the files that a build will need: what, where, how large, and the total. */
public final class ResolvedFiles {
  private final Set<Path> files = new HashSet<>();
  private final List<String> lines = new ArrayList<>();
  private long total;

  /**
   * Adds a line about files. A file of an earlier line is not counted again.
   *
   * @param where the folder or the file in which the user finds them
   */
  public void add(String what, Path where, Collection<Path> found) throws IOException {
    long size = 0;
    for (Path file : found) {
      size += files.add(file) ? Files.size(file) : 0;
    }
    total += size;
    lines.add("%s: %s in %s".formatted(what, HumanNumbers.bytes(size), where));
  }

  /** The lines, and a last line with the total. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    all.add("in all: %s; mvn -o now works".formatted(HumanNumbers.bytes(total)));
    return all;
  }
}
