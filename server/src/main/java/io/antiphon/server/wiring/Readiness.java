package io.antiphon.server.wiring;

import io.antiphon.control.storage.Database;

/** Whether calls can be taken, and if not, why. */
final class Readiness {
    private final Database database;
    private final Switchboard switchboard;

    Readiness(Database database, Switchboard switchboard) {
        this.database = database;
        this.switchboard = switchboard;
    }

    /**
     * A look at what calls need.
     *
     * @param database whether it answers
     * @param taking whether new callers are let in
     * @param live calls that are going on
     * @param places calls that may go on at the same time
     */
    record State(boolean database, boolean taking, int live, int places) {
        boolean ready() {
            return database && taking;
        }
    }

    State look() {
        return new State(database.answers(), !switchboard.isDraining(), switchboard.live(), switchboard.places());
    }
}
