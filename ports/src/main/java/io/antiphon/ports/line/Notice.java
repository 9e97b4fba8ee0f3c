package io.antiphon.ports.line;

import io.antiphon.ports.journal.TurnRecord;
import org.jspecify.annotations.Nullable;

/** Something the far end may display while the call goes on. */
public sealed interface Notice {
    /** The call stands: its id and the agent's name. */
    record Started(String callId, String agent) implements Notice {}

    /** What the caller is understood to have said in this turn so far; {@code complete} ends the turn's text. */
    record CallerText(String text, boolean complete) implements Notice {}

    /** What the agent says in this turn so far; complete text holds only what was heard. */
    record AgentText(String text, boolean complete, boolean interrupted) implements Notice {}

    /** A tool ran. Arguments and result are JSON. */
    record ToolRan(String name, String arguments, @Nullable String result) implements Notice {}

    /** A turn is over and has been measured. */
    record TurnDone(TurnRecord turn) implements Notice {}

    /** Something went wrong that the person may want to know. */
    record Trouble(String message) implements Notice {}

    /** The call has ended. */
    record Ended(String reason, int seconds) implements Notice {}
}
