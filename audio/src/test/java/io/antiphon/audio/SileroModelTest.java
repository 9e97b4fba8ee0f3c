package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our layers beside the published graph, run by ONNX Runtime. */
class SileroModelTest {
    private static final int WINDOWS = 300;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void judgesAsThePublishedGraphDoes(int rate) throws Exception {
        SileroModel model = new SileroModel(new OnnxConstants(file()), rate, rate == 8_000 ? "else" : "then");
        SileroModel.Stream stream = model.stream();
        float[] state = new float[2 * 128];
        float most = 0;
        float least = 1;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file())) {
            for (float[] window : windows(rate)) {
                float ours = model.judge(window, stream);
                float theirs = asked(environment, session, window, rate, state);
                assertThat(ours).isCloseTo(theirs, within(1e-4f));
                most = Math.max(most, theirs);
                least = Math.min(least, theirs);
            }
        }
        assertThat(most).as("the sound has what is taken for speech").isGreaterThan(0.8f);
        assertThat(least).as("and what is not").isLessThan(0.1f);
    }

    @Test
    void saysThatAFileIsNoModel() {
        assertThatThrownBy(() -> new OnnxConstants("no model".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an ONNX model");
        assertThatThrownBy(() -> new SileroModel(new OnnxConstants(new byte[0]), 8_000, "else"))
                .hasMessageContaining("has no constant");
    }

    @Test
    void squashesAsTheCurvesDo() {
        for (int i = -12_000; i <= 12_000; i++) {
            double x = i / 1000.0;
            assertThat(Squash.tanh(x)).isCloseTo(Math.tanh(x), within(1e-6));
            assertThat(Squash.logistic(x)).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-6));
        }
    }

    private static byte[] file() throws IOException {
        try (var in = SileroVad.class.getResourceAsStream("silero_vad_v5.onnx")) {
            return in.readAllBytes();
        }
    }

    /** A buzz of changing pitch through three resonances, as a throat and a mouth make it, between stretches of noise. */
    private static float[][] windows(int rate) {
        int fresh = rate * 32 / 1000;
        int kept = rate * 4 / 1000;
        float[] sound = new float[WINDOWS * fresh + kept];
        Random random = new Random(3);
        double phase = 0;
        double[][] memory = new double[3][2];
        for (int i = 0; i < sound.length; i++) {
            double seconds = (double) i / rate;
            boolean voiced = seconds % 1.5 < 0.9;
            double pitch = 120 + 30 * Math.sin(2 * Math.PI * 2.5 * seconds);
            phase += pitch / rate;
            double source = random.nextGaussian() * 0.02;
            if (phase >= 1) {
                phase -= 1;
                source += voiced ? 1 : 0;
            }
            double[] formants = {
                500 + 200 * Math.sin(2 * Math.PI * 4 * seconds), 1500 + 400 * Math.sin(2 * Math.PI * 3 * seconds), 2500
            };
            double out = 0;
            for (int f = 0; f < formants.length; f++) {
                double radius = Math.exp(-Math.PI * 80 / rate);
                double next = source
                        + 2 * radius * Math.cos(2 * Math.PI * formants[f] / rate) * memory[f][0]
                        - radius * radius * memory[f][1];
                memory[f][1] = memory[f][0];
                memory[f][0] = next;
                out += next;
            }
            sound[i] = (float) Math.max(-1, Math.min(1, out * 0.02));
        }
        float[][] windows = new float[WINDOWS][kept + fresh];
        for (int w = 0; w < WINDOWS; w++) {
            System.arraycopy(sound, w * fresh, windows[w], 0, kept + fresh);
        }
        return windows;
    }

    private static float asked(OrtEnvironment environment, OrtSession session, float[] window, int rate, float[] state)
            throws Exception {
        try (OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(window), new long[] {1, window.length});
                OnnxTensor hertz =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {rate}), new long[0]);
                OnnxTensor before =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), new long[] {2, 1, 128});
                OrtSession.Result result = session.run(Map.of("input", input, "sr", hertz, "state", before))) {
            ((OnnxTensor) result.get("stateN").orElseThrow()).getFloatBuffer().get(state);
            return ((OnnxTensor) result.get("output").orElseThrow())
                    .getFloatBuffer()
                    .get(0);
        }
    }
}
