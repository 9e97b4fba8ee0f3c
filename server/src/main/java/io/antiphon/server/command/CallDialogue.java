package io.antiphon.server.command;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a call while it goes on, or nothing. */
final class CallDialogue {
    private final @Nullable PrintWriter out;

    private CallDialogue(@Nullable PrintWriter out) {
        this.out = out;
    }

    static CallDialogue printing(PrintWriter out) {
        return new CallDialogue(out);
    }

    static CallDialogue silent() {
        return new CallDialogue(null);
    }

    void calling(CallPlan plan) {
        String agent = plan.agent();
        print("Calling " + (agent == null ? "the default agent" : agent) + " at " + plan.server() + " by " + plan.line()
                + " ...");
    }

    void greeted(String greeting) {
        if (!greeting.isEmpty()) {
            print("");
            print("Agent   " + greeting);
        }
    }

    void caller(String text) {
        print("");
        print("Caller  " + text);
    }

    void answered(CallReport.Turn turn) {
        print("  heard   " + (turn.heard().isEmpty() ? "(nothing)" : turn.heard()));
        print("Agent   " + (turn.agent().isEmpty() ? "(nothing)" : turn.agent()));
        for (Map<String, Object> source : turn.sources()) {
            print("  source  " + source.get("document") + ", page " + source.get("page"));
        }
        print(
                turn.voice_to_voice_ms() < 0
                        ? "  no answer was heard"
                        : "  " + turn.voice_to_voice_ms() + " ms voice to voice"
                                + (turn.interrupted() ? ", interrupted" : ""));
    }

    void end(CallReport report) {
        print("");
        print("Both sides: " + report.wav());
    }

    private void print(String line) {
        if (out != null) {
            out.println(line);
            out.flush();
        }
    }
}
