package org.snowbert.settings;

import java.util.SortedMap;

/**
 * The software that runs the steps.
 *
 * @param plugin the plugin's version
 * @param engine the engine's name and version, such as {@code libtorch 2.7.1 cpu, DJL 0.36.0}
 * @param platform the operating system and the architecture of the processor, such as {@code
 *     linux-x86_64}
 * @param libraries the versions of libraries by {@code groupId:artifactId}
 */
public record SoftwareVersions(
    String plugin, String engine, String platform, SortedMap<String, String> libraries) {}
