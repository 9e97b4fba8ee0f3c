/** ElevenLabs' voices over their WebSocket of many contexts. */
@NullMarked
package io.antiphon.providers.elevenlabs;

import org.jspecify.annotations.NullMarked;
