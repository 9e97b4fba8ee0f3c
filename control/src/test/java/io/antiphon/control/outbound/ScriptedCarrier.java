package io.antiphon.control.outbound;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Carrier;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.ports.line.OutboundCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A carrier that does as the test says. */
public final class ScriptedCarrier implements Carrier {
    public final List<OutboundCall> asked = new ArrayList<>();
    public final List<String> hungUp = new ArrayList<>();
    public final Map<String, DialStatus> known = new HashMap<>();
    public ProviderFailure.@Nullable Kind failure;
    public boolean silent;
    private final String channel;

    public ScriptedCarrier() {
        this("twilio");
    }

    ScriptedCarrier(String channel) {
        this.channel = channel;
    }

    private void fail() throws ProviderFailure {
        if (failure != null) {
            throw new ProviderFailure("scripted", failure, "as the test wants it");
        }
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public Optional<String> place(OutboundCall call) throws ProviderFailure {
        asked.add(call);
        fail();
        String name = "CA" + call.id();
        known.put(name, DialStatus.QUEUED);
        return silent ? Optional.empty() : Optional.of(name);
    }

    @Override
    public void hangUp(String providerCallId) throws ProviderFailure {
        fail();
        hungUp.add(providerCallId);
    }

    @Override
    public Optional<DialStatus> status(String providerCallId) throws ProviderFailure {
        fail();
        return Optional.ofNullable(known.get(providerCallId));
    }
}
