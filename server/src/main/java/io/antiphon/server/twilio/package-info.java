/** What Twilio asks for and tells over HTTP. */
@NullMarked
package io.antiphon.server.twilio;

import org.jspecify.annotations.NullMarked;
