/** ElevenLabs' WebSocket of many contexts on a real socket. */
@NullMarked
package io.antiphon.testkit.elevenlabs;

import org.jspecify.annotations.NullMarked;
