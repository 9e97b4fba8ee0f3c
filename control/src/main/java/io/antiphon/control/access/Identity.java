package io.antiphon.control.access;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as was proven by a key, a session or a ticket.
 *
 * @param kind of proof
 * @param org the organisation they belong to
 * @param id of the key or user; null where there is none
 * @param name as people know them
 * @param scopes what they may do
 * @param requestsPerMinute how often
 * @param session that they are signed in with; null where it is none
 * @param agent the only agent they may talk to; null for any
 * @param call the only thing they may do: listen to this call; null for anybody else
 * @param variables what {@code {{name}}} stands for in the call that a ticket lets them place
 */
public record Identity(
        Kind kind,
        UUID org,
        @Nullable UUID id,
        String name,
        Set<Scope> scopes,
        int requestsPerMinute,
        @Nullable UUID session,
        @Nullable UUID agent,
        @Nullable UUID call,
        Map<String, String> variables)
        implements Principal {

    /** How somebody proved who they are. */
    public enum Kind {
        USER,
        API_KEY,
        TICKET,
        /** Nobody had to prove anything: {@code --dev-no-auth}. */
        ANYBODY
    }

    public Identity {
        scopes = Set.copyOf(scopes);
        variables = Map.copyOf(variables);
    }

    /** One that brings no variables. */
    public Identity(
            Kind kind,
            UUID org,
            @Nullable UUID id,
            String name,
            Set<Scope> scopes,
            int requestsPerMinute,
            @Nullable UUID session,
            @Nullable UUID agent,
            @Nullable UUID call) {
        this(kind, org, id, name, scopes, requestsPerMinute, session, agent, call, Map.of());
    }

    /** A developer at this machine who switched authentication off. */
    public static Identity anybody(UUID org) {
        return new Identity(
                Kind.ANYBODY, org, null, "dev-no-auth", Role.OWNER.scopes(), Integer.MAX_VALUE, null, null, null);
    }

    /** Leaves out what may be personal. */
    @Override
    public String toString() {
        return "Identity[" + kind + " " + id + "]";
    }

    @Override
    public String getName() {
        return name;
    }

    boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
