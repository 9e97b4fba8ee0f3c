package io.antiphon.bench.listening;

import java.util.List;
import java.util.random.RandomGenerator;

/** What lies under the caller's speech. */
enum Condition {
    CLEAN(0),
    WHITE_20(20),
    PINK_15(15),
    BABBLE_20(20),
    BABBLE_12(12);

    private final double below;

    Condition(double below) {
        this.below = below;
    }

    /** Adds the noise, over the room's own, which no line is without. */
    void lay(Sound sound, List<Prompt> voices, RandomGenerator random) {
        double level = Prompt.LEVEL - below;
        sound.pink(-72 + 8 * random.nextDouble(), random);
        switch (this) {
            case CLEAN -> {}
            case WHITE_20 -> sound.white(level, random);
            case PINK_15 -> sound.pink(level, random);
            case BABBLE_20, BABBLE_12 -> sound.babble(level, voices, random);
        }
    }
}
