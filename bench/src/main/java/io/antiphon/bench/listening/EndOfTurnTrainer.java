package io.antiphon.bench.listening;

import io.antiphon.audio.SileroVad;
import io.antiphon.bench.listening.Network.Quality;
import io.antiphon.bench.listening.Network.Recipe;
import io.antiphon.bench.listening.Prompts.Split;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains {@code end_of_turn.bin} on turns made from the tuning prompts, in several ways of making them, and tells how
 * well it does on those of the test prompts; also with each language left out of the training.
 *
 * <p>Arguments: {@code turns=2500 seed=1000 out=end_of_turn.bin}.
 */
public final class EndOfTurnTrainer {
    private static final List<Making> MAKINGS = List.of(
            Making.STANDARD,
            new Making(1, 4, 0.4, 0.7, false),
            new Making(1, 2, 0.8, 0.7, false),
            new Making(1, 3, 0.6, 1.0, true));

    private EndOfTurnTrainer() {}

    /** Trains. */
    @SuppressWarnings("SystemOut") // a command's output
    public static void main(String[] arguments) throws IOException {
        int turns = Integer.parseInt(ListeningBench.value(arguments, "turns", "2500"));
        long seed = Long.parseLong(ListeningBench.value(arguments, "seed", "1000"));
        Path out = Path.of(ListeningBench.value(arguments, "out", "end_of_turn.bin"));
        List<Example> tuning = examples(Split.TUNING, turns, seed);
        List<Example> test = examples(Split.TEST, turns / 4, seed + 7);
        System.out.printf("%d silences to learn from, %d to be judged%n", tuning.size(), test.size());
        Network network = Network.train(tuning, Recipe.USUAL, seed);
        print("on what it learned from", Quality.of(network.shipped(), tuning));
        print("on other sentences", Quality.of(network.shipped(), test));
        try (DataOutputStream file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(out)))) {
            network.write(file);
        }
        for (String language : Prompts.LANGUAGES) {
            List<Example> judged = Network.only(test, example -> example.language.equals(language));
            print(language, Quality.of(network.shipped(), judged));
            Network without = Network.train(
                    Network.only(tuning, example -> !example.language.equals(language)), Recipe.USUAL, seed);
            print(language + " never heard", Quality.of(without.shipped(), judged));
        }
    }

    private static List<Example> examples(Split split, int turns, long seed) throws IOException {
        Prompts prompts = Prompts.read(split, Prompts.LANGUAGES);
        List<Example> examples = new ArrayList<>();
        try (SileroVad vad = new SileroVad()) {
            for (int m = 0; m < MAKINGS.size(); m++) {
                ItemMaker maker = new ItemMaker(prompts, seed + m, MAKINGS.get(m));
                IntStream.range(0, turns / MAKINGS.size())
                        .parallel()
                        .mapToObj(i -> Example.of(maker.turn(i), vad))
                        .toList()
                        .forEach(examples::addAll);
            }
        }
        return examples;
    }

    @SuppressWarnings("SystemOut") // a command's output
    private static void print(String what, Quality quality) {
        System.out.printf("%-28s %.3f bits, area %.3f%n", what, quality.bits(), quality.area());
    }
}
