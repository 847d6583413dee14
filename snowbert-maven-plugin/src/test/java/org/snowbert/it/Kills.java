package org.snowbert.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.snowbert.internal.Folders;

/**
 * Kills builds at random moments and starts them again until one ends. Its files must have the same
 * bytes as those of a build that nobody killed.
 */
public final class Kills {
  /** After this number of kills a build may end, and the next one starts from nothing. */
  private static final int ROUND = 10;

  private enum Victim {
    MAVEN,
    FORK,
    BOTH
  }

  private final Builds builds;
  private final Path project;
  private final Random random;
  private final String expected;
  private final long nanoseconds;
  private int whileWriting;
  private int resumed;
  private int ended;

  private Kills(Builds builds, Path project, long seed) throws IOException, InterruptedException {
    this.builds = builds;
    this.project = project;
    this.random = new Random(seed);
    this.expected = Builds.zip(project);
    clean();
    long start = System.nanoTime();
    endInTheSameBytes(start());
    this.nanoseconds = System.nanoTime() - start;
    clean();
  }

  /**
   * Kills this number of builds of a project that was built before.
   *
   * @param seed the seed of the random moments; empty for a new seed
   */
  public static void run(Builds builds, Path project, int kills, String seed)
      throws IOException, InterruptedException {
    long number = seed.isEmpty() ? System.nanoTime() : Long.parseLong(seed);
    System.out.printf("%d kills, -Dit.seed=%d%n", kills, number);
    new Kills(builds, project, number).run(kills);
  }

  private void run(int kills) throws IOException, InterruptedException {
    for (int kill = 1; kill <= kills; ) {
      Build build = start();
      Victim victim = Victim.values()[random.nextInt(3)];
      String when = random.nextBoolean() ? atSomeTime(build) : whileACheckpointIsWritten(build);
      if (kill(build, victim)) {
        System.out.printf("kill %d: %s %s%n", kill, victim, when);
        note(build);
        if (kill++ % ROUND == 0 || kill > kills) {
          endInTheSameBytes(start());
          clean();
        }
      } else {
        endInTheSameBytes(build);
        clean();
      }
    }
    System.out.printf(
        "%d kills, %d of them while a checkpoint was written; %d builds went on from a checkpoint, %d ended, all in the same bytes%n",
        kills, whileWriting, resumed, ended);
    if (kills > 3 && (resumed == 0 || whileWriting == 0)) {
      throw new AssertionError("no build was killed where it matters");
    }
  }

  private Build start() throws IOException {
    return builds.start(project, "package");
  }

  private void clean() throws IOException {
    Folders.delete(project.resolve("target"));
  }

  private String atSomeTime(Build build) throws InterruptedException {
    long wait = (long) (random.nextDouble() * nanoseconds);
    long start = System.nanoTime();
    build.await(() -> System.nanoTime() - start > wait);
    return "after %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(wait));
  }

  private String whileACheckpointIsWritten(Build build) throws InterruptedException {
    int skipped = random.nextInt(5);
    String[] written = {"", ""};
    int[] seen = {0};
    boolean found =
        build.await(
            () -> {
              written[0] = written();
              if (!written[0].isEmpty() && !written[0].equals(written[1])) {
                seen[0]++;
              }
              written[1] = written[0];
              return seen[0] > skipped && !written[0].isEmpty();
            });
    if (found) {
      whileWriting++;
    }
    return "while %s was written".formatted(written[0]);
  }

  /** The name of the checkpoint that a build is writing; empty if there is none. */
  private String written() {
    Path checkpoints = project.resolve("target/snowbert/checkpoints");
    if (Files.isDirectory(checkpoints)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(checkpoints, ".step-*")) {
        for (Path path : found) {
          return path.getFileName().toString();
        }
      } catch (IOException e) {
        return ""; // the folder was deleted
      }
    }
    return "";
  }

  /** Kills a build, and returns whether it was still running. */
  private static boolean kill(Build build, Victim victim) throws InterruptedException {
    var fork = build.fork();
    boolean alive = build.maven().isAlive();
    if (victim != Victim.MAVEN) {
      fork.ifPresent(ProcessHandle::destroyForcibly);
    }
    if (victim != Victim.FORK || fork.isEmpty()) {
      build.maven().destroyForcibly();
    }
    return build.end() != 0 && alive;
  }

  private void note(Build build) {
    if (build.log().contains("train: goes on from")) {
      resumed++;
    }
  }

  private void endInTheSameBytes(Build build) throws IOException, InterruptedException {
    int status = build.end();
    note(build);
    if (status != 0 || !Builds.zip(project).equals(expected)) {
      throw new AssertionError(
          "exit status %d, other bytes or none: %s".formatted(status, build.log()));
    }
    ended++;
  }
}
