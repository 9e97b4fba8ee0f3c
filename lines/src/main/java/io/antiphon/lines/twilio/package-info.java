/** A caller on the telephone, over Twilio's Media Streams. */
@NullMarked
package io.antiphon.lines.twilio;

import org.jspecify.annotations.NullMarked;
