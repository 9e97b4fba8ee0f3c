package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * All words of a domain as one tree of sounds, and the searches that walk it. Belongs to one decoder's thread: the tree
 * fills in its leaves while it is searched.
 */
final class Network {
    private final Beams beams;
    private final LexTreeLinguist tree;
    private final Queue<Search> idle = new ArrayDeque<>();

    /**
     * How much is searched: more is slower and more accurate.
     *
     * @param states most states kept after a frame
     * @param width relative probability under which a state is dropped
     * @param words most word ends kept after a frame
     * @param wordWidth relative probability under which a word end is dropped
     */
    record Beams(int states, double width, int words, double wordWidth, float languageWeight, float lookahead) {
        /** Found by measuring, see the test {@code WordErrorRate}. */
        static final Beams USUAL = new Beams(3000, 1e-60, 60, 1e-40, 8, 1.7f);
    }

    Network(EnglishModel english, DomainLanguage language, Beams beams) {
        this.beams = beams;
        var lexicon = new Lexicon(language.getVocabulary(), english.pronunciations(), english.units());
        tree = new Tree(english, language, lexicon, beams.languageWeight());
        try {
            tree.allocate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Search search() {
        Search search = idle.poll();
        return search != null ? search : newSearch();
    }

    void giveBack(Search search) {
        idle.add(search);
    }

    private Search newSearch() {
        ActiveListFactory states = new PartitionActiveListFactory(beams.states(), beams.width());
        ActiveListFactory words = new PartitionActiveListFactory(beams.words(), beams.wordWidth());
        var scorer = new QueueScorer();
        var manager = new WordPruningBreadthFirstSearchManager(
                tree,
                new SimplePruner(),
                scorer,
                new SimpleActiveListManager(List.of(states, words, words, states, states, states), false),
                false,
                beams.width(),
                0,
                false,
                false,
                0,
                beams.lookahead(),
                false);
        manager.allocate();
        return new Search(manager, scorer);
    }

    /** Is built once, however often a search asks for it. */
    private static final class Tree extends LexTreeLinguist {
        private boolean built;

        Tree(EnglishModel english, DomainLanguage language, Lexicon lexicon, float languageWeight) {
            super(
                    english.acoustic(),
                    english.units(),
                    language,
                    lexicon,
                    true,
                    true,
                    0.1,
                    0.1,
                    1e-2,
                    1,
                    languageWeight,
                    true,
                    false,
                    1,
                    0);
        }

        @Override
        public void allocate() throws IOException {
            if (!built) {
                built = true;
                super.allocate();
            }
        }
    }
}
