package io.antiphon.providers.local.ear;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.EarSettings.Domain;
import io.antiphon.providers.local.ear.Prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long after {@link Ear#finish} the answer comes when prompts are spoken at the pace of a call, and prints
 * it. Run {@code main}, optionally with a number: every how many prompts.
 */
final class AnswerDelay {
    private AnswerDelay() {}

    public static void main(String[] arguments) throws Exception {
        Prompts prompts = Prompts.read();
        var domain = new Domain("related", List.of(), prompts.relatedTexts());
        List<Long> millis = new ArrayList<>();
        try (var recogniser = new Sphinx4(1)) {
            recogniser.warm(domain);
            for (Prompt prompt : prompts.every(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4)) {
                millis.add(delayMillis(recogniser, domain, prompt));
            }
        }
        List<Long> steady = millis.subList(millis.size() / 3, millis.size()).stream()
                .sorted()
                .toList();
        System.out.printf(
                Locale.ROOT,
                "answer after finish, once warm: median %d ms, worst %d ms of %d prompts (all in order: %s)%n",
                steady.get(steady.size() / 2),
                steady.getLast(),
                steady.size(),
                millis);
    }

    private static long delayMillis(Sphinx4 recogniser, Domain domain, Prompt prompt) throws Exception {
        List<Frame> frames = Frames.of(Prompts.sound(prompt, 8000), 8000);
        BlockingQueue<Long> said = new LinkedBlockingQueue<>();
        try (Ear ear = recogniser.open(new EarSettings("en", 8000, domain), new Clock(said));
                var pace = Executors.newSingleThreadScheduledExecutor()) {
            BlockingQueue<Long> ticks = new LinkedBlockingQueue<>();
            var ticking = pace.scheduleAtFixedRate(() -> ticks.add(0L), 0, Frame.MILLIS, TimeUnit.MILLISECONDS);
            for (Frame frame : frames) {
                ticks.take();
                ear.hear(frame, true);
            }
            ticking.cancel(false);
            long finished = System.nanoTime();
            ear.finish();
            return TimeUnit.NANOSECONDS.toMillis(said.take() - finished);
        }
    }

    private record Clock(BlockingQueue<Long> said) implements Ear.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void said(String text, double confidence) {
            said.add(System.nanoTime());
        }

        @Override
        public void failed(ProviderFailure failure) {
            throw new IllegalStateException(failure);
        }
    }
}
