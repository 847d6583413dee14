package org.snowbert.pipeline;

/**
 * What the steps are done by.
 *
 * @param plugin the plugin's version
 * @param engine the engine's name and version, such as {@code libtorch 2.7.1 cpu, DJL 0.35.1}
 */
public record Versions(String plugin, String engine) {}
