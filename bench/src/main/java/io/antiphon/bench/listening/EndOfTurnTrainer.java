package io.antiphon.bench.listening;

import io.antiphon.audio.EndOfTurn;
import io.antiphon.audio.SileroVad;
import io.antiphon.bench.listening.Example.Kind;
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
 * Trains {@code end_of_turn.bin} on turns made from the tuning prompts, in several ways of making them. Settings and
 * thresholds are chosen on one sentence in five that a first network has not learned from; the network that is written
 * has learned from all five, and is judged on the test prompts, also with each language left out of the training.
 *
 * <p>Arguments: {@code turns=8000 seed=1000 out=end_of_turn.bin}.
 */
public final class EndOfTurnTrainer {
    private static final List<Making> MAKINGS = List.of(
            new Making(1, 3, 0.5, 1.0, false, 0.12),
            new Making(1, 4, 0.6, 0.7, false, 0.12),
            new Making(1, 2, 0.9, 0.7, false, 0.12),
            new Making(1, 3, 0.6, 1.0, true, 0.12));

    private EndOfTurnTrainer() {}

    /** Trains. */
    @SuppressWarnings("SystemOut") // a command's output
    public static void main(String[] arguments) throws IOException {
        int turns = Integer.parseInt(ListeningBench.value(arguments, "turns", "8000"));
        long seed = Long.parseLong(ListeningBench.value(arguments, "seed", "1000"));
        Path out = Path.of(ListeningBench.value(arguments, "out", "end_of_turn.bin"));
        Prompts tuning = Prompts.read(Split.TUNING, Prompts.LANGUAGES);
        choose(tuning, turns, seed);
        List<Example> all = made(tuning, turns, seed);
        List<Example> test = heard(Prompts.read(Split.TEST, Prompts.LANGUAGES), 600, seed + 7);
        System.out.printf("%d silences to learn from, %d to be judged%n", all.size(), test.size());
        Network network = Network.train(all, Recipe.USUAL, seed);
        try (DataOutputStream file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(out)))) {
            network.write(file);
        }
        print("on other sentences", network.shipped(), test);
        for (String language : Prompts.LANGUAGES) {
            List<Example> judged = Network.only(test, example -> example.language.equals(language));
            print(language, network.shipped(), judged);
            Network without =
                    Network.train(Network.only(all, example -> !example.language.equals(language)), Recipe.USUAL, seed);
            print(language + " never heard", without.shipped(), judged);
        }
    }

    /** Tells the likelihoods that half, and all but one in twenty, of the ends reach. */
    @SuppressWarnings("SystemOut") // a command's output
    private static void choose(Prompts tuning, int turns, long seed) {
        Network network = Network.train(made(tuning.fifth(false), turns, seed), Recipe.USUAL, seed);
        List<Example> unheard = heard(tuning.fifth(true), 600, seed + 3);
        print("on a fifth not learned from", network.shipped(), unheard);
        double[] ends = unheard.stream()
                .filter(example -> example.over)
                .mapToDouble(example -> network.shipped().over(example.features))
                .sorted()
                .toArray();
        for (double share : new double[] {0.5, 0.53, 0.56, 0.6, 0.94, 0.95, 0.96, 0.97}) {
            System.out.printf(
                    "%2.0f %% of the ends reach %.3f%n", 100 * share, ends[(int) (ends.length * (1 - share))]);
        }
    }

    private static List<Example> made(Prompts prompts, int turns, long seed) {
        List<Example> examples = new ArrayList<>();
        for (int m = 0; m < MAKINGS.size(); m++) {
            ItemMaker maker = new ItemMaker(prompts, seed + m, MAKINGS.get(m));
            IntStream.range(0, turns / MAKINGS.size())
                    .parallel()
                    .mapToObj(i -> Example.labelled(maker.turn(i)))
                    .toList()
                    .forEach(examples::addAll);
        }
        return examples;
    }

    /** By the detector of a real call, and as the published figures are made. */
    private static List<Example> heard(Prompts prompts, int turns, long seed) {
        ItemMaker maker = new ItemMaker(prompts, seed, Making.STANDARD);
        SileroVad vad = new SileroVad();
        return IntStream.range(0, turns).parallel().mapToObj(i -> Example.of(maker.turn(i), vad)).toList().stream()
                .flatMap(List::stream)
                .toList();
    }

    @SuppressWarnings("SystemOut") // a command's output
    private static void print(String what, EndOfTurn model, List<Example> examples) {
        System.out.printf(
                "%-28s %.3f bits, area %.3f (of pauses inside a phrase %.3f, between %.3f, the voice's own %.3f)%n",
                what,
                Quality.of(model, examples).bits(),
                Quality.of(model, examples).area(),
                against(Kind.INSIDE, model, examples),
                against(Kind.BETWEEN, model, examples),
                against(Kind.OWN, model, examples));
    }

    private static double against(Kind kind, EndOfTurn model, List<Example> examples) {
        return Quality.of(model, Network.only(examples, example -> example.over || example.kind == kind))
                .area();
    }
}
