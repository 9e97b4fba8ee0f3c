package io.antiphon.bench.listening;

import io.antiphon.audio.SileroVad;
import io.antiphon.bench.listening.Item.Kind;
import io.antiphon.bench.listening.Prompts.Split;
import io.antiphon.conversation.settings.CallSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Measures turn-taking on recorded speech and prints the figures of {@code docs/performance.md}.
 *
 * <p>Arguments, all optional: {@code split=test|tuning seed=1 turns=500 overlaps=200 responsiveness=0.8
 * sensitivity=0.5 making=standard|long|short|strangers}.
 */
public final class ListeningBench {
    private ListeningBench() {}

    /** Runs the bench. */
    public static void main(String[] arguments) throws IOException {
        Split split = Split.valueOf(value(arguments, "split", "test").toUpperCase(java.util.Locale.ROOT));
        long seed = Long.parseLong(value(arguments, "seed", "1"));
        int turns = Integer.parseInt(value(arguments, "turns", "500"));
        int overlaps = Integer.parseInt(value(arguments, "overlaps", "200"));
        CallSettings.Manners manners = new CallSettings.Manners(
                Double.parseDouble(value(arguments, "responsiveness", "0.8")),
                Double.parseDouble(value(arguments, "sensitivity", "0.5")));
        ItemMaker maker = new ItemMaker(
                Prompts.read(split, Prompts.LANGUAGES), seed, making(value(arguments, "making", "standard")));
        print(run(maker, turns, overlaps, manners));
    }

    /** Makes and hears a number of turns, and of overlaps of each kind, on all processors. */
    static List<Heard> run(ItemMaker maker, int turns, int overlaps, CallSettings.Manners manners) {
        SileroVad vad = new SileroVad();
        List<Heard> all = new ArrayList<>(IntStream.range(0, turns)
                .parallel()
                .mapToObj(i -> Heard.of(maker.turn(i), vad, manners))
                .toList());
        for (Kind kind : List.of(Kind.BARGE_IN, Kind.BACKCHANNEL, Kind.ECHO, Kind.BURST)) {
            all.addAll(IntStream.range(0, overlaps)
                    .parallel()
                    .mapToObj(i -> Heard.of(maker.overlap(kind, i), vad, manners))
                    .toList());
        }
        return all;
    }

    private static Making making(String name) {
        return switch (name) {
            case "standard" -> Making.STANDARD;
            case "long" -> new Making(2, 5, 0.3, 1.0, false, 0);
            case "short" -> new Making(1, 2, 0.8, 0.7, false, 0);
            case "strangers" -> new Making(1, 3, 0.5, 1.0, true, 0);
            default ->
                throw new IllegalArgumentException("making=" + name + "; give standard, long, short or strangers");
        };
    }

    private static void print(List<Heard> all) {
        line("all", all, heard -> true);
        for (Condition condition : Condition.values()) {
            line(
                    condition.name().toLowerCase(java.util.Locale.ROOT),
                    all,
                    heard -> heard.item().condition() == condition);
        }
        for (String language : Prompts.LANGUAGES) {
            line(language, all, heard -> heard.item().language().equals(language));
        }
    }

    @SuppressWarnings("SystemOut") // a command's output
    private static void line(String name, List<Heard> all, Predicate<Heard> which) {
        Score score = Score.of(all.stream().filter(which).toList());
        System.out.printf("%-10s %s%n%-10s %s%n", name, score.turnLine(), "", score.bargeLine());
    }

    static String value(String[] arguments, String key, String otherwise) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(key + "="))
                .map(argument -> argument.substring(key.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }
}
