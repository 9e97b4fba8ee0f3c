package io.antiphon.server.configuration;

/** Who leads calls, as an operator names it. */
public enum VoiceProvider {
    /** This server's own pipeline, whose telephone calls are Twilio's. */
    PIPELINE,
    /** Bolna, which no line here speaks with. */
    BOLNA,
    /** Gemini Live, for agents that name no model. */
    GEMINI,
    /** Retell, which places telephone calls, hears and speaks in them, and asks this server for words. */
    RETELL;

    /** Reads a name, long or short. */
    static VoiceProvider of(String name) {
        return switch (name) {
            case "fallback", "fallback_pipeline" -> PIPELINE;
            case "bolna", "b" -> BOLNA;
            case "gemini_live", "gemini", "g" -> GEMINI;
            case "retell", "r" -> RETELL;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
