package io.antiphon.conversation.turntaking;

/** What turn-taking may decide in one moment. */
public enum Decision {
    WAIT,
    /** Ask the ear for its final words. */
    FINISH_HEARING,
    /** The caller's turn is probably over: begin an answer that nobody hears yet. */
    SPECULATE,
    /** The caller's turn is over: answer it. */
    ANSWER,
    /** The caller pauses and will go on: show them that they are listened to. */
    BACKCHANNEL,
    /** Sound was heard and no word understood: ask to say it again. */
    ASK_AGAIN,
    /** The caller goes on before the answer began: take it back. */
    WITHDRAW,
    /** The caller makes a sound while the agent speaks: stop, undecided. */
    PAUSE,
    /** It meant nothing: speak on. */
    RESUME,
    /** It was meant: the answer ends here. */
    CUT,
    /** Nobody has said anything for long. */
    REMIND,
    /** Still nobody: say goodbye. */
    GIVE_UP,
    /** The call has reached its longest duration. */
    TIME_UP
}
