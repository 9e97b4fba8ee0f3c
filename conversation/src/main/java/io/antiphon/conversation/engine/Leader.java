package io.antiphon.conversation.engine;

/** Whoever may be asked for a spoken answer before any model, as one who asks for answers sees it. */
interface Leader {
    /** In a call that is led by models alone. */
    Leader NOBODY = new Leader() {
        @Override
        public boolean leads() {
            return false;
        }

        @Override
        public void giveUp() {}

        @Override
        public void ask(Turn turn, Attempt attempt) {
            throw new IllegalStateException("there is nobody to ask");
        }
    };

    /** Whether it is asked before any model. */
    boolean leads();

    /** It is asked no more. */
    void giveUp();

    /** Asks it for an answer. */
    void ask(Turn turn, Attempt attempt);
}
