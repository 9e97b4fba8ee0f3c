package io.antiphon.server.retell;

import io.antiphon.server.configuration.Telephony;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The account at Vobiz as far as anybody may see it.
 *
 * @param didNumber E.164; null where none is set
 * @param configured whether there is a number
 * @param fullyConfigured whether Retell can be told of the number and its trunk
 * @param hasSipTrunk whether a trunk of Retell's former API is named
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record VobizView(
        @Nullable String didNumber,
        @Nullable String sipDomain,
        int sipPort,
        boolean configured,
        boolean fullyConfigured,
        boolean hasSipTrunk,
        String codec) {
    /** SIP over UDP or TCP (RFC 3261 §18). */
    private static final int SIP_PORT = 5060;

    static VobizView of(Telephony telephony) {
        Telephony.Vobiz vobiz = telephony.vobiz();
        var number = vobiz.didNumber();
        return new VobizView(
                number == null ? null : number.text(),
                vobiz.sipDomain(),
                SIP_PORT,
                number != null,
                vobiz.isComplete(),
                telephony.retell().sipTrunkId() != null,
                "PCMU");
    }
}
