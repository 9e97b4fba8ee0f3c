package io.antiphon.testkit;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.Line;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down all that a line reports. */
public final class LineLog implements Line.Listener {
    private final List<Frame> heard = new CopyOnWriteArrayList<>();
    private final List<Long> played = new CopyOnWriteArrayList<>();
    private final List<Long> cleared = new CopyOnWriteArrayList<>();
    private final List<Character> digits = new CopyOnWriteArrayList<>();
    private final List<String> endings = new CopyOnWriteArrayList<>();

    /** The caller's frames. */
    public List<Frame> heard() {
        return heard;
    }

    /** Numbers reported as played. */
    public List<Long> played() {
        return played;
    }

    /** The last number reported as played; 0 before the first. */
    public long lastPlayed() {
        return played.isEmpty() ? 0 : played.getLast();
    }

    /** Answers to clears. */
    public List<Long> cleared() {
        return cleared;
    }

    /** Keys pressed. */
    public List<Character> digits() {
        return digits;
    }

    /** How the line ended: {@code hung up} or {@code lost}, once each time it was told. */
    public List<String> endings() {
        return endings;
    }

    @Override
    public void heard(Frame frame) {
        heard.add(frame);
    }

    @Override
    public void played(long frame) {
        played.add(frame);
    }

    @Override
    public void cleared(long frame) {
        cleared.add(frame);
    }

    @Override
    public void digit(char digit) {
        digits.add(digit);
    }

    @Override
    public void hungUp() {
        endings.add("hung up");
    }

    @Override
    public void lost(String why) {
        endings.add("lost");
    }
}
