package io.antiphon.providers.local.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.cmu.sphinx.linguist.acoustic.HMM;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.HMMManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.SenoneHMM;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AcousticModelFilesTest {
    @Test
    void readsEachPhoneAsSphinx4Does() throws Exception {
        var sphinx = new Sphinx3Loader(
                Objects.requireNonNull(getClass().getResource("/edu/cmu/sphinx/models/en-us/en-us/")),
                new UnitManager(),
                0,
                1e-7f,
                1e-4f,
                Codebooks.TOP,
                true);
        sphinx.load();
        Map<String, String> ours = phones(LoadedEnglish.MODEL.files().getHMMManager());
        assertThat(ours).hasSize(137_095);
        assertThat(ours).isEqualTo(phones(sphinx.getHMMManager()));
        assertThat(LoadedEnglish.MODEL.files().getContextIndependentUnits().keySet())
                .isEqualTo(sphinx.getContextIndependentUnits().keySet());
    }

    @Test
    void saysWhereADefinitionIsNone() {
        assertThatThrownBy(() -> read("0.4 1 n_base"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 0.3");
        assertThatThrownBy(() -> read("0.3\nmany n_base")).hasMessageContaining("no number at byte 4");
        assertThatThrownBy(() ->
                        read("0.3\n1 n_base 0 n_tri 4 n_state_map 3 n_tied_state 3 n_tied_ci_state 1 n_tied_tmat\n"
                                + "AA - - - n/a 0 0 1"))
                .hasMessageContaining("no number");
    }

    private static void read(String definition) throws IOException {
        ModelDefinition.read(new ByteArrayInputStream(definition.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Map<String, String> phones(HMMManager models) {
        Map<String, String> phones = new HashMap<>();
        for (HMM model : models) {
            var phone = (SenoneHMM) model;
            long[] senones = Arrays.stream(phone.getSenoneSequence().getSenones())
                    .mapToLong(Senone::getID)
                    .toArray();
            phones.put(
                    phone.getUnit() + " " + phone.getUnit().isFiller() + " " + phone.getPosition(),
                    Arrays.toString(senones) + Arrays.deepToString(phone.getTransitionMatrix()));
        }
        return phones;
    }
}
