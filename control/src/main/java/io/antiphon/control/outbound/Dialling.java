package io.antiphon.control.outbound;

import io.antiphon.ports.line.Carrier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who places calls here.
 *
 * @param carrier null where there is none
 * @param others carriers that place none now, and may have placed those that still ring
 * @param remedy what to set so that there is one
 */
public record Dialling(@Nullable Carrier carrier, List<Carrier> others, String remedy) {
    public Dialling {
        others = List.copyOf(others);
    }

    /** One that knows no other carrier. */
    public Dialling(@Nullable Carrier carrier, String remedy) {
        this(carrier, List.of(), remedy);
    }

    /** The same, beside which the carrier of another, where it has one, is still asked about its own calls. */
    public Dialling beside(Dialling other) {
        Carrier another = other.carrier();
        return new Dialling(carrier, another == null ? List.of() : List.of(another), remedy);
    }

    /** The carrier whose calls come over a channel; empty where it is not set up. */
    Optional<Carrier> of(String channel) {
        if (carrier != null && carrier.channel().equals(channel)) {
            return Optional.of(carrier);
        }
        return others.stream().filter(one -> one.channel().equals(channel)).findFirst();
    }
}
