package io.antiphon.control.agents;

/** An agent cannot be as described: the field, and what it must be. */
public final class InvalidAgent extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidAgent(String field, String remedy) {
        super(field + " " + remedy);
        this.field = field;
    }

    /** Name of the field, as the API and the database call it. */
    public String field() {
        return field;
    }
}
