package io.antiphon.lines;

import io.antiphon.testkit.LineContract;
import io.antiphon.testkit.LineRig;

/** A line keeps what a call may expect of it. */
final class BrowserLineTest extends LineContract {
    @Override
    protected LineRig connect() {
        return Cables.browser(true);
    }
}
