package io.antiphon.ports.speech;

import java.util.List;

/**
 * What an ear should listen for.
 *
 * @param language BCP 47 tag
 * @param rate samples a second of the frames it will be given: 8000 or 16000
 * @param domain texts the talk will be about (knowledge, prompts, likely questions); a recogniser that can adapt its
 *     language model uses them, others may take keywords from them or ignore them
 */
public record EarSettings(String language, int rate, Domain domain) {

    /**
     * Texts that tell a recogniser what to expect.
     *
     * @param name stable while the texts are the same, so that what was learned of them can be kept
     * @param questions sentences a caller is likely to say
     * @param texts running text on the same subjects
     */
    public record Domain(String name, List<String> questions, List<String> texts) {
        public Domain {
            questions = List.copyOf(questions);
            texts = List.copyOf(texts);
        }

        /** Nothing is known of what will be said. */
        public static Domain open() {
            return new Domain("open", List.of(), List.of());
        }
    }
}
