package io.antiphon.lines;

import io.antiphon.testkit.LineContract;
import io.antiphon.testkit.LineRig;

/** A line keeps what a call may expect of it. */
final class PlainBrowserLineTest extends LineContract {
    @Override
    protected LineRig connect() {
        return Cables.browser(false);
    }

    @Override
    protected boolean reportsPlayback() {
        return false;
    }
}
