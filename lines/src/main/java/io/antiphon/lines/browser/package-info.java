/**
 * A caller in a browser, over a WebSocket with linear sound: {@code /ws/voice-browser}.
 *
 * <p>Sound is 16-bit little-endian PCM, 16 kHz, mono, both ways. A client sends binary messages of any length up to
 * 64 KiB, best 640 bytes each 20 ms; a sample may lie across two messages. It gets binary messages of 640 bytes, one each
 * 20 ms. The text messages are JSON objects with a {@code type}:
 *
 * <table>
 * <caption>Text messages</caption>
 * <tr><th>from the client</th><th></th></tr>
 * <tr><td>{@code audio}</td><td>{@code data}: sound as base64, in place of a binary message</td></tr>
 * <tr><td>{@code end}</td><td>the caller hangs up</td></tr>
 * <tr><td>{@code played}</td><td>{@code frames}: the last frame played to its end</td></tr>
 * <tr><td>{@code cleared}</td><td>{@code frames}: the same, when a {@code clear} was obeyed; due within 300 ms</td></tr>
 * <tr><th>from the server</th><th></th></tr>
 * <tr><td>{@code session_started}</td><td>{@code agent, call_id, rate, frame_ms}</td></tr>
 * <tr><td>{@code transcript}</td><td>{@code role} (user, assistant), {@code content, is_final, interrupted}</td></tr>
 * <tr><td>{@code clear}</td><td>drop all sound not yet played</td></tr>
 * <tr><td>{@code tool_call}</td><td>{@code name, arguments, result}</td></tr>
 * <tr><td>{@code turn}</td><td>a turn as it was measured</td></tr>
 * <tr><td>{@code session_ended}</td><td>{@code reason, duration} in seconds</td></tr>
 * <tr><td>{@code error}</td><td>{@code message}: what was wrong, and the remedy</td></tr>
 * </table>
 *
 * <p>{@code played} and {@code cleared} are for clients that say {@code playback=reported} in the address. Frames are
 * numbered from 1 in the order the client received them, and keep their number whether they are played or dropped.
 *
 * <p>Close codes: 1000 the call is over, 1008 too many messages that could not be used, or not read, 1011 an error here,
 * 1012 the server shuts down, 1013 all places are taken or the machine is overloaded, 4404 no such agent, 4503 the agent cannot be reached now.
 */
@NullMarked
package io.antiphon.lines.browser;

import org.jspecify.annotations.NullMarked;
