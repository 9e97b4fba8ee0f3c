package io.antiphon.conversation.turntaking;

/** What the caller's words mean for turn-taking; they are read again only when they, or what was asked for, have changed. */
public final class Understanding {
    private final Wording wording;
    private Reading latest = new Reading(new Scene.Words("", 0, Scene.Ending.UNSURE), Collecting.NOTHING, false);

    public Understanding(Wording wording) {
        this.wording = wording;
    }

    private record Reading(Scene.Words words, Collecting collecting, boolean greeting) {
        boolean isOf(String text, Collecting asked, boolean greets) {
            return greets == greeting && asked.equals(collecting) && text.equals(words.text());
        }
    }

    /**
     * Reads the words.
     *
     * @param collecting what the agent has asked for
     * @param greeting whether the agent is greeting the caller
     */
    public Scene.Words of(String text, Collecting collecting, boolean greeting) {
        if (!latest.isOf(text, collecting, greeting)) {
            latest = new Reading(wording.of(text, collecting, greeting), collecting, greeting);
        }
        return latest.words();
    }
}
