package io.antiphon.providers.local.voice;

import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import io.antiphon.ports.ProviderFailure;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * A few FreeTTS synthesisers, shared by all calls. One may be used by one thread at a time only (its tokenizer and
 * lexicon keep their place in fields), but a sentence takes it for milliseconds, so a handful serves hundreds of calls.
 */
final class DiphonePool {
    /** FreeTTS fills static tables while it loads: one at a time in the whole process, whichever pool it is for. */
    private static final Semaphore LOADING = new Semaphore(1);

    private final BlockingQueue<DiphoneSynthesiser> idle = new LinkedBlockingQueue<>();
    private final Semaphore unmade;

    DiphonePool(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the pool must hold at least 1 synthesiser, not " + size);
        }
        this.unmade = new Semaphore(size);
    }

    /** Blocks until at least one synthesiser is loaded: about half a second the first time. */
    void warmUp() throws ProviderFailure, InterruptedException {
        release(take());
    }

    SpokenSentence speak(String sentence, double speed) throws ProviderFailure, InterruptedException {
        DiphoneSynthesiser synthesiser = take();
        try {
            return synthesiser.speak(sentence, speed);
        } finally {
            release(synthesiser);
        }
    }

    private DiphoneSynthesiser take() throws ProviderFailure, InterruptedException {
        DiphoneSynthesiser ready = idle.poll();
        if (ready != null) {
            return ready;
        }
        return unmade.tryAcquire() ? make() : idle.take();
    }

    private void release(DiphoneSynthesiser synthesiser) {
        idle.add(synthesiser);
    }

    private DiphoneSynthesiser make() throws ProviderFailure, InterruptedException {
        boolean made = false;
        try {
            LOADING.acquire();
            try {
                var synthesiser = new DiphoneSynthesiser(Stream.of(new KevinVoiceDirectory().getVoices())
                        .filter(voice -> voice.getName().equals("kevin16"))
                        .findFirst()
                        .orElseThrow());
                // Compiles the path a sentence takes, so that the first caller does not wait for it.
                synthesiser.speak("One moment, please.", 1);
                made = true;
                return synthesiser;
            } finally {
                LOADING.release();
            }
        } finally {
            if (!made) {
                unmade.release();
            }
        }
    }
}
