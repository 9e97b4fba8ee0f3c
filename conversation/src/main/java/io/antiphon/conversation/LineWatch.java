package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks now and then whether a call's line still brings sound: a timer for each frame would cost more than the frame.
 * Runs on a virtual thread of its own until the call is over.
 */
record LineWatch(Inbox inbox, CountDownLatch over) implements Runnable {
    /** A line that brings no sound for so long is dead, whatever it says. */
    private static final long DEAF_MILLIS = 10_000;

    @Override
    public void run() {
        try {
            for (long before = -1, now = inbox.framesPut(); !over.await(DEAF_MILLIS / 2, TimeUnit.MILLISECONDS); ) {
                if (now == inbox.framesPut() && now == before) {
                    inbox.put(new CallEvent.LineLost("no sound"));
                    return;
                }
                before = now;
                now = inbox.framesPut();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
