package io.antiphon.server.load;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A model that takes exactly as long as it is told. */
record TimedMind(LoadPlan.Delays delays, Timetable clock) implements LanguageModel {
    private static final List<String> TOKENS = Answer.tokens();

    @Override
    public ProviderDescription description() {
        return new ProviderDescription("timed", true, Set.of(), "Says nothing; for measuring.");
    }

    @Override
    public void answer(Prompt prompt, Consumer<ModelPiece> sink) throws InterruptedException {
        long due = System.nanoTime() + delays.ttft() * 1_000_000L;
        for (String token : TOKENS) {
            clock.await(due);
            sink.accept(new ModelPiece.Text(token));
            due += delays.token() * 1_000_000L;
        }
        sink.accept(new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, TOKENS.size()));
    }
}
