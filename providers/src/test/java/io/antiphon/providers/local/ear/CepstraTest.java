package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataBlocker;
import edu.cmu.sphinx.frontend.DataProcessor;
import edu.cmu.sphinx.frontend.DoubleData;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.util.TimeFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CepstraTest {
    private final short[] sound = new SyntheticCaller().says("how far is it to the station", Cepstra.RATE);

    @Test
    void equalWhatSphinx4WorksOutFromTheSameSound() throws Exception {
        List<double[]> ours = ours(sound.length);
        List<double[]> theirs = theirs();
        assertThat(ours).hasSizeGreaterThan(150);
        assertThat(theirs).hasSizeGreaterThanOrEqualTo(ours.size());
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < Cepstra.SIZE; j++) {
                assertThat(ours.get(i)[j]).isEqualTo(theirs.get(i)[j], within(1e-6));
            }
        }
    }

    @Test
    void doNotDependOnHowTheSoundIsCut() {
        List<double[]> whole = ours(sound.length);
        List<double[]> pieces = ours(77);
        assertThat(pieces).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(pieces.get(i)).containsExactly(whole.get(i));
        }
    }

    private List<double[]> ours(int piece) {
        var cepstra = new Cepstra(LoadedEnglish.MODEL.files());
        List<double[]> frames = new ArrayList<>();
        for (int i = 0; i < sound.length; i += piece) {
            cepstra.hear(Arrays.copyOfRange(sound, i, Math.min(i + piece, sound.length)), frames::add);
        }
        return frames;
    }

    private List<double[]> theirs() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(sound);
        var source = new StreamDataSource(Cepstra.RATE, 3200, 16, false, true);
        source.setInputStream(new ByteArrayInputStream(bytes.array()), TimeFrame.INFINITE);
        List<DataProcessor> stages = List.of(
                source,
                new DataBlocker(10),
                new Preemphasizer(0.97),
                new RaisedCosineWindower(0.46, 25.625f, 10),
                new DiscreteFourierTransform(-1, false),
                new AutoCepstrum(LoadedEnglish.MODEL.files()));
        var frontEnd = new FrontEnd(stages);
        frontEnd.initialize();
        List<double[]> frames = new ArrayList<>();
        for (Data data = frontEnd.getData(); data != null; data = frontEnd.getData()) {
            if (data instanceof DoubleData frame) {
                frames.add(frame.getValues().clone());
            }
        }
        return frames;
    }
}
