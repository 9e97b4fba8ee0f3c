package io.antiphon.ports.mind;

/**
 * A tool as a model sees it.
 *
 * @param parameters JSON Schema of the arguments, an object schema
 */
public record ToolDescription(String name, String description, String parameters) {}
