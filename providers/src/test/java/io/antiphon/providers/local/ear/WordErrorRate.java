package io.antiphon.providers.local.ear;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.EarSettings.Domain;
import io.antiphon.providers.local.ear.Prompts.Prompt;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Measures the ear on recorded prompts, as a call would use it, and prints word error rate and processor time.
 *
 * <p>Three states of knowledge: nothing (general); texts of the same voice menus other than those spoken (related); the
 * very texts that are spoken (closed: an upper bound, as no caller keeps to the agent's texts). Run {@code main},
 * optionally with a number (every how many prompts), the states to measure ({@code closed,related,open}) and {@code
 * show} to see what was misheard.
 */
final class WordErrorRate {
    private final Sphinx4 recogniser;
    private final boolean verbose;
    private double soundSeconds;

    WordErrorRate(Sphinx4 recogniser, boolean verbose) {
        this.recogniser = recogniser;
        this.verbose = verbose;
    }

    public static void main(String[] arguments) throws Exception {
        Prompts prompts = Prompts.read();
        List<Prompt> some = prompts.every(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1);
        List<Domain> domains = List.of(
                new Domain("closed", prompts.texts(), List.of()),
                new Domain("related", List.of(), prompts.relatedTexts()),
                Domain.open());
        long start = System.nanoTime();
        try (var recogniser = new Sphinx4(1)) {
            for (Domain domain : domains) {
                if (arguments.length > 1 && !arguments[1].contains(domain.name())) {
                    continue;
                }
                recogniser.warm(domain);
                System.out.printf(
                        Locale.ROOT, "%s ready %.1f s after start%n", domain.name(), (System.nanoTime() - start) / 1e9);
                for (int rate : new int[] {16_000, 8000}) {
                    new WordErrorRate(recogniser, arguments.length > 2).print(some, domain, rate);
                }
            }
        }
    }

    private void print(List<Prompt> prompts, Domain domain, int rate) throws Exception {
        long before = processorNanos();
        WordErrors errors = of(prompts, domain, rate);
        double seconds = (processorNanos() - before) / 1e9;
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "%-8s %5d Hz: word error rate %.1f %% of %d words, %.2f s of processor for a second, heap %d MB%n",
                domain.name(),
                rate,
                100 * errors.rate(),
                errors.words(),
                seconds / soundSeconds,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }

    private static long processorNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            sum += Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum;
    }

    /** Hears every prompt in a call of its own. */
    WordErrors of(List<Prompt> prompts, Domain domain, int rate)
            throws IOException, InterruptedException, ProviderFailure {
        WordErrors sum = WordErrors.NONE;
        soundSeconds = 0;
        for (Prompt prompt : prompts) {
            short[] sound = Prompts.sound(prompt, rate);
            soundSeconds += (double) sound.length / rate;
            String heard = heard(sound, domain, rate);
            WordErrors errors = WordErrors.between(prompt.text(), heard);
            if (verbose && errors.errors() > 0) {
                System.out.printf("  %s%n    heard: %s%n", prompt.text(), heard);
            }
            sum = sum.and(errors);
        }
        return sum;
    }

    private String heard(short[] sound, Domain domain, int rate) throws InterruptedException, ProviderFailure {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        try (Ear ear = recogniser.open(new EarSettings("en", rate, domain), new Said(said))) {
            for (Frame frame : Frames.of(sound, rate)) {
                ear.hear(frame, true);
            }
            ear.finish();
            return said.take();
        }
    }

    private record Said(BlockingQueue<String> texts) implements Ear.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void said(String text, double confidence) {
            texts.add(text);
        }

        @Override
        public void failed(ProviderFailure failure) {
            throw new IllegalStateException(failure);
        }
    }
}
