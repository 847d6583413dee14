package org.snowbert.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowbert.internal.Folders;
import org.snowbert.internal.Sha256;

/** Starts builds of a project under {@code src/it} like a user, each in its own process. */
public final class Builds {
  private final Path project;
  private final Path repository;
  private final Path settings;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> behind = List.of();
  private ProcessBuilder.Redirect input = ProcessBuilder.Redirect.PIPE;
  private int count;

  /**
   * Builds of a project that was built once, so that they need no download.
   *
   * @param project the absolute path of its folder
   * @param repository the local repository of the builds
   * @param userRepository the local repository from which that repository was filled
   */
  public Builds(Path project, Path repository, Path userRepository) throws IOException {
    this.project = project;
    this.repository = repository;
    this.settings = project.resolve("own-settings.xml");
    String text = Files.readString(project.resolve("../../../../src/it/settings.xml"));
    Files.writeString(
        settings, text.replace("@localRepositoryUrl@", userRepository.toUri().toString()));
  }

  /** Sets an environment variable of the builds. */
  public Builds environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets a command that runs Maven, before Maven's own command. */
  public Builds behind(String... command) {
    behind = List.of(command);
    return this;
  }

  /** Gives the builds a file as their standard input. */
  public Builds input(Path file) {
    input = ProcessBuilder.Redirect.from(file.toFile());
    return this;
  }

  /** Copies the project to a folder, like a second checkout. */
  public Path checkout(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(
        project.resolve("pom.xml"), folder.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
    for (Path file : Folders.files(project.resolve("src"))) {
      Path copy = folder.resolve(project.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return folder;
  }

  /** Starts a build in a folder. */
  public Build start(Path folder, String... arguments) throws IOException {
    Path log = project.resolve("build-%d.log".formatted(++count));
    List<String> command = new ArrayList<>(behind);
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(
        List.of("-B", "-ntp", "-o", "-s", settings.toString(), "-Dmaven.repo.local=" + repository));
    command.add("-Dstyle.color=never");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
    builder.environment().putAll(environment);
    builder.redirectInput(input);
    return new Build(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  /** Builds, waits for the end, and requires success. */
  public Build build(Path folder, String... arguments) throws IOException, InterruptedException {
    Build build = start(folder, arguments);
    if (build.end() != 0) {
      throw new AssertionError(build.log());
    }
    return build;
  }

  /** Deletes what the project was built into, builds it anew, and gives the digest of its zip. */
  public String zipBuiltAnew() throws IOException, InterruptedException {
    Folders.delete(project.resolve("target"));
    build(project, "package", "-Dsnowbert.cache=cache");
    return zip(project);
  }

  /** The digest of the zip in a folder's {@code target}. */
  public static String zip(Path folder) throws IOException {
    try (var zips = Files.newDirectoryStream(folder.resolve("target"), "*.zip")) {
      return Sha256.of(zips.iterator().next());
    }
  }
}
