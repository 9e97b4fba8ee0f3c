/** What the simulators of all vendors stand on: a port on loopback, HTTP answers by script, WebSockets, and mishaps. */
@NullMarked
package io.antiphon.testkit.wire;

import org.jspecify.annotations.NullMarked;
