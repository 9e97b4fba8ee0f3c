package io.antiphon.providers.openai.transcription;

import io.antiphon.ports.speech.EarSettings;
import io.antiphon.providers.wire.Keyterms;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told the vendor before all else: how sound comes, what to listen for, and that turns are ours.
 *
 * @param keyterms names that callers are likely to say; none for models that take none
 */
record SessionUpdate(String model, String language, List<String> keyterms) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_KEYTERMS = 50;

    SessionUpdate {
        keyterms = List.copyOf(keyterms);
    }

    static SessionUpdate of(String model, EarSettings asked) {
        return new SessionUpdate(
                model,
                Locale.forLanguageTag(asked.language()).getLanguage(),
                isNew(model) ? Keyterms.of(asked.domain(), MOST_KEYTERMS) : List.of());
    }

    /** Whether a model takes names and several languages; older ones refuse both. */
    private static boolean isNew(String model) {
        return model.startsWith("gpt-live-transcribe") || model.startsWith("gpt-transcribe");
    }

    String json(AudioFormat format) {
        ObjectNode update = JSON.createObjectNode().put("type", "session.update");
        ObjectNode session = update.putObject("session").put("type", "transcription");
        ObjectNode input = session.putObject("audio").putObject("input");
        format.describe(input.putObject("format"));
        ObjectNode transcription = input.putObject("transcription").put("model", model);
        if (isNew(model)) {
            transcription.putArray("languages").add(language);
        } else {
            transcription.put("language", language);
        }
        if (!keyterms.isEmpty()) {
            keyterms.forEach(transcription.putArray("keywords")::add);
        }
        input.putNull("turn_detection");
        return update.toString();
    }
}
