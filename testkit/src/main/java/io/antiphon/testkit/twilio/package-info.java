/** Twilio on loopback: its REST API for calls, its reports, its signature. */
@NullMarked
package io.antiphon.testkit.twilio;

import org.jspecify.annotations.NullMarked;
