package io.antiphon.knowledge;

import java.util.List;

/**
 * A document as it was read.
 *
 * @param name file name, as the operator gave it; tells documents apart
 * @param title what the document calls itself, or its file name
 * @param language BCP 47 tag
 * @param sections in reading order
 */
public record Document(String name, String title, String language, List<Section> sections) {
    public Document {
        sections = List.copyOf(sections);
    }
}
