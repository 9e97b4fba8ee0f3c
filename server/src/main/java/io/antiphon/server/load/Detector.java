package io.antiphon.server.load;

import io.antiphon.audio.Frame;
import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import io.antiphon.conversation.SpeechDetector;

/** One call's voice activity, by the model that a server's calls share. */
final class Detector implements SpeechDetector {
    private final VoiceActivity activity;

    Detector(SileroVad model, int rate) {
        this.activity = model.listen(rate);
    }

    @Override
    public float speech(Frame frame) {
        return activity.hear(frame);
    }

    @Override
    public void close() {
        activity.close();
    }
}
