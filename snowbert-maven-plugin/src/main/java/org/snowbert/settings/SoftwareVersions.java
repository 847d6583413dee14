package org.snowbert.settings;

import java.util.SortedMap;

/**
 * What the steps are done by.
 *
 * @param plugin the plugin's version
 * @param engine the engine's name and version, such as {@code libtorch 2.7.1 cpu, DJL 0.35.1}
 * @param platform the system and the processor's architecture, such as {@code linux-x86_64}
 * @param libraries versions by {@code groupId:artifactId}
 */
public record SoftwareVersions(
    String plugin, String engine, String platform, SortedMap<String, String> libraries) {}
