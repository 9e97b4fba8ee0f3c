package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.acoustic.Context;
import edu.cmu.sphinx.linguist.acoustic.HMMPosition;
import edu.cmu.sphinx.linguist.acoustic.LeftRightContext;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.SenoneHMM;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.SenoneSequence;
import io.antiphon.providers.local.ear.ModelDefinition.Phone;
import io.antiphon.providers.local.ear.ModelDefinition.States;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes Sphinx4's models of phones; those with the same states or the same neighbours share them. */
final class Triphones {
    private final UnitManager units;
    private final Pool<float[][]> transitions;
    private final Pool<Senone> senones;
    /** Base phones by name, as Sphinx4 wants to have them. */
    private final Map<String, Unit> bases;

    private final Map<List<String>, Context> contexts = new HashMap<>();
    private final Map<States, SenoneSequence> sequences = new HashMap<>();

    Triphones(UnitManager units, Pool<float[][]> transitions, Pool<Senone> senones, Map<String, Unit> bases) {
        this.units = units;
        this.transitions = transitions;
        this.senones = senones;
        this.bases = bases;
    }

    /** Base phones come first, as the others need them. */
    SenoneHMM model(Phone phone) {
        return new SenoneHMM(
                phone.anywhere() ? base(phone) : units.getUnit(phone.base(), false, context(phone)),
                sequence(phone.states()),
                transitions.get(phone.matrix()),
                HMMPosition.lookup(phone.position()));
    }

    private Unit base(Phone phone) {
        Unit unit = units.getUnit(phone.base(), phone.filler());
        bases.put(unit.getName(), unit);
        return phone.filler() && unit.getName().equals(UnitManager.SILENCE_NAME) ? UnitManager.SILENCE : unit;
    }

    private Context context(Phone phone) {
        return contexts.computeIfAbsent(
                List.of(phone.left(), phone.right()),
                _ -> LeftRightContext.get(new Unit[] {bases.get(phone.left())}, new Unit[] {bases.get(phone.right())}));
    }

    private SenoneSequence sequence(States states) {
        return sequences.computeIfAbsent(
                states,
                _ -> new SenoneSequence(new Senone[] {
                    senones.get(states.first()), senones.get(states.second()), senones.get(states.third())
                }));
    }
}
