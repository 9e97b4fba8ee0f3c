/** Twilio's part outside of its media stream: placing calls, what it is answered, and how it proves who it is. */
@NullMarked
package io.antiphon.providers.twilio;

import org.jspecify.annotations.NullMarked;
