package io.antiphon.control.outbound;

import java.util.UUID;

/** Room for calls at this server, kept for one that rings so that whoever answers is not turned away. */
public interface Places {
    /** Keeps a place for a call until it begins or the place is given back; false where all are taken. */
    boolean keep(UUID call);

    /** Gives back a place that is still kept for a call. */
    void giveBack(UUID call);
}
