package io.antiphon.control.api;

/** Something cannot be as described: the field, and what it must be. */
public abstract class InvalidField extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    protected InvalidField(String field, String remedy) {
        super(field + " " + remedy);
        this.field = field;
    }

    /** Name of the field, as the API and the database call it. */
    public String field() {
        return field;
    }
}
