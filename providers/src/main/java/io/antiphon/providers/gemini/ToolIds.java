package io.antiphon.providers.gemini;

/**
 * Ids of tool requests. Gemini gives few, and signs its requests instead; the signature has to come back with the next
 * prompt. It travels in the id, as nothing is kept between two prompts.
 */
final class ToolIds {
    /** Begins the ids that the vendor did not give. */
    static final String OURS = "call-";

    private static final char SIGNED = '~';

    private ToolIds() {}

    static String of(String id, String signature) {
        return signature.isEmpty() ? id : id + SIGNED + signature;
    }

    /** The vendor's own id; empty where it gave none. */
    static String id(String ours) {
        int cut = ours.indexOf(SIGNED);
        String id = cut < 0 ? ours : ours.substring(0, cut);
        return id.startsWith(OURS) ? "" : id;
    }

    /** The vendor's signature; empty where it gave none. */
    static String signature(String ours) {
        int cut = ours.indexOf(SIGNED);
        return cut < 0 ? "" : ours.substring(cut + 1);
    }
}
