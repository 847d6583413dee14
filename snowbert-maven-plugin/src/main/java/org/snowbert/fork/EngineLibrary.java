package org.snowbert.fork;

/**
 * A jar that the engine needs, by its coordinates in Maven Central.
 *
 * @param classifier empty for a jar without one
 */
public record EngineLibrary(String groupId, String artifactId, String classifier, String version) {}
