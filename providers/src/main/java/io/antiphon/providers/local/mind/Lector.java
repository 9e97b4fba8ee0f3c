package io.antiphon.providers.local.mind;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.Prompt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answerer without a model: it reads out the sentences of the agent's knowledge that answer best, says so when
 * there are none, and knows the small talk of a call. It invents nothing, and it follows no instructions.
 */
public final class Lector implements LanguageModel {
    private static final ProviderDescription DESCRIPTION = new ProviderDescription(
            "lector",
            true,
            Set.of("en", "hi", "mr", "ta"),
            "Reads sentences out of the agent's knowledge word for word; it does not reason, follow the agent's"
                    + " instructions or use tools other than end_call.");
    private static final String END_CALL = "end_call";
    private static final Pattern WORD = Pattern.compile("\\S+\\s*|\\s+");

    private final Map<String, Phrases> phrases = Phrases.all();
    private final @Nullable Meanings meanings;

    /** An answerer that chooses sentences by their words alone. */
    public Lector() {
        this(null);
    }

    /** @param embedder used besides in the languages it understands: a better choice, for some milliseconds a sentence
     *     the first time it comes up */
    public Lector(@Nullable Embedder embedder) {
        this.meanings = embedder == null ? null : new Meanings(embedder);
    }

    @Override
    public ProviderDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void answer(Prompt prompt, Consumer<ModelPiece> sink) throws InterruptedException {
        stopIfInterrupted();
        Reply reply = reply(prompt);
        give(new ModelPiece.Sources(reply.sources()), sink);
        var words = WORD.matcher(reply.text());
        while (words.find()) {
            give(new ModelPiece.Text(words.group()), sink);
        }
        if (reply.hangsUp() && offersEndCall(prompt)) {
            give(new ModelPiece.ToolRequest("lector-" + prompt.messages().size(), END_CALL, "{}"), sink);
            give(new ModelPiece.Done(StopReason.TOOLS, 0, 0), sink);
        } else {
            give(new ModelPiece.Done(reply.reason(), 0, 0), sink);
        }
    }

    private static void give(ModelPiece piece, Consumer<ModelPiece> sink) throws InterruptedException {
        stopIfInterrupted();
        sink.accept(piece);
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static boolean offersEndCall(Prompt prompt) {
        return prompt.tools().stream().anyMatch(tool -> tool.name().equals(END_CALL));
    }

    private Reply reply(Prompt prompt) {
        String language = language(prompt.language());
        Phrases said = Objects.requireNonNull(phrases.get(language));
        if (prompt.messages().isEmpty()) {
            return Reply.of(said.say("greeting", prompt.agent()));
        }
        return switch (prompt.messages().getLast()) {
            case Message.Caller caller -> toCaller(caller.text(), prompt, language, said);
            // The only tool asked for ends the call: there is nothing to add.
            case Message.ToolAnswer answer -> Reply.of("");
            case Message.Agent agent -> Reply.of("");
        };
    }

    private Reply toCaller(String text, Prompt prompt, String language, Phrases said) {
        var utterance = new Utterance(text, said);
        if (utterance.isUnclear()) {
            return Reply.of(said.say("unclear", prompt.agent()));
        }
        var intent = utterance.intent();
        return intent.isPresent() ? toSmallTalk(intent.get(), prompt, said) : toQuestion(text, prompt, language, said);
    }

    private static Reply toSmallTalk(Intent intent, Prompt prompt, Phrases said) {
        String last = lastOfAgent(prompt.messages());
        return switch (intent) {
            case GOODBYE -> Reply.last(said.say("goodbye", prompt.agent()));
            case NO ->
                last.endsWith(said.say("more", prompt.agent()))
                        ? Reply.last(said.say("goodbye", prompt.agent()))
                        : Reply.of(said.say("no", prompt.agent()));
            case REPEAT -> Reply.of(last.isEmpty() ? said.say("greeting", prompt.agent()) : last);
            case PERSON -> Reply.of(said.say("person", prompt.agent()));
            case WHO -> Reply.of(said.say("who", prompt.agent()));
            case THANKS -> Reply.of(said.say("thanks", prompt.agent()));
            case YES -> Reply.of(said.say("yes", prompt.agent()));
            case GREETING -> Reply.of(said.say("greeting", prompt.agent()));
        };
    }

    private Reply toQuestion(String question, Prompt prompt, String language, Phrases said) {
        if (prompt.findings().answerable()) {
            var excerpt = new Excerpt(question, earlierQuestion(prompt.messages()), language, said, meanings);
            var quotation = excerpt.from(prompt.findings());
            if (quotation.isPresent()) {
                return Reply.quoting(quotation.get());
            }
        }
        String unknown = said.say("unknown", prompt.agent());
        boolean again = lastOfAgent(prompt.messages()).equals(unknown);
        return new Reply(
                again ? said.say("unknown.again", prompt.agent()) : unknown, StopReason.UNKNOWN, false, List.of());
    }

    private static String lastOfAgent(List<Message> messages) {
        return messages.reversed().stream()
                .filter(Message.Agent.class::isInstance)
                .map(message -> ((Message.Agent) message).text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String earlierQuestion(List<Message> messages) {
        return messages.reversed().stream()
                .skip(1)
                .filter(Message.Caller.class::isInstance)
                .map(message -> ((Message.Caller) message).text())
                .findFirst()
                .orElse("");
    }

    /** The tag of the phrases to use: script counts for Hindi, the region never does. */
    private static String language(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String withScript = locale.getLanguage() + "-" + locale.getScript();
        if (Phrases.LANGUAGES.contains(withScript)) {
            return withScript;
        }
        return Phrases.LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : "en";
    }

    /** @param hangsUp whether the call is over once this has been said */
    private record Reply(String text, StopReason reason, boolean hangsUp, List<Passage> sources) {
        static Reply of(String text) {
            return new Reply(text, StopReason.COMPLETE, false, List.of());
        }

        static Reply last(String text) {
            return new Reply(text, StopReason.COMPLETE, true, List.of());
        }

        static Reply quoting(Excerpt.Quotation quotation) {
            return new Reply(
                    String.join(" ", quotation.sentences()), StopReason.COMPLETE, false, List.of(quotation.source()));
        }
    }
}
