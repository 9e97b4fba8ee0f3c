package io.antiphon.conversation.replay;

import io.antiphon.conversation.journal.JournalForm;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.journal.JournalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the providers of a recorded call answered to what, and how long after they were asked. */
final class RecordedAnswers {
    /** An event that came so many ticks after the request. */
    record Late(int ticks, CallEvent event) {}

    private final Map<String, List<Late>> answers = new HashMap<>();
    private final Map<Part, List<Late>> latest = new HashMap<>();

    RecordedAnswers(RecordedCall call) {
        Map<String, String> asked = new HashMap<>();
        Map<String, Long> since = new HashMap<>();
        for (JournalEvent entry : call.entries) {
            if (entry.type().equals(Journaling.ASKED)) {
                JournalForm.Entry of = new JournalForm.Entry(entry);
                String request = of.text("part") + of.number("turn") + "." + of.number("piece");
                asked.put(request, key(Part.valueOf(of.text("part")), of.text("text")));
                since.put(request, entry.tick());
                continue;
            }
            CallEvent event = JournalForm.event(entry, RecordedCall.RATE);
            String request = event == null ? null : request(event);
            String key = request == null ? null : asked.get(request);
            Long from = request == null ? null : since.get(request);
            if (key != null && from != null && event != null) {
                List<Late> all = answers.computeIfAbsent(key, none -> new ArrayList<>());
                all.add(new Late((int) (entry.tick() - from), event));
                latest.put(Part.valueOf(key.substring(0, key.indexOf(' '))), all);
            }
        }
    }

    private static String key(Part part, String text) {
        return part.name() + " " + text;
    }

    private static @Nullable String request(CallEvent event) {
        return switch (event) {
            case CallEvent.PassagesFound found -> Part.KNOWLEDGE.name() + found.turn() + ".0";
            case CallEvent.ModelThought thought -> Part.MIND.name() + thought.turn() + "." + thought.attempt();
            case CallEvent.VoiceSounded sounded -> Part.VOICE.name() + sounded.turn() + "." + sounded.utterance();
            case CallEvent.VoiceAligned aligned -> Part.VOICE.name() + aligned.turn() + "." + aligned.utterance();
            case CallEvent.VoiceFinished done -> Part.VOICE.name() + done.turn() + "." + done.utterance();
            case CallEvent.ProviderFailed failed -> failed.part().name() + failed.turn() + "." + failed.piece();
            default -> null;
        };
    }

    /** What came of asking this; of the latest request of its kind where this was never asked. */
    List<Late> to(Part part, String text) {
        List<Late> known = answers.get(key(part, text));
        return known == null ? latest.getOrDefault(part, List.of()) : known;
    }
}
