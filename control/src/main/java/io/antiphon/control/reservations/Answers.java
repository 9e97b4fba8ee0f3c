package io.antiphon.control.reservations;

/** What an agent is told when it has recorded an outcome. */
final class Answers {
    private Answers() {}

    /** @param heard whether the outcome's number was found in what the restaurant said */
    static String to(Outcome outcome, boolean heard) {
        ConfirmationNumber number = outcome.number();
        return switch (outcome.status()) {
            case CONFIRMED ->
                number == null
                        ? "recorded as confirmed, without a confirmation number: ask once whether there is one, and record"
                                + " again where there is"
                        : "recorded as confirmed under " + spaced(number)
                                + (heard
                                        ? ""
                                        : ", which was not found in what the restaurant said: read it back letter by letter,"
                                                + " and record again what they say");
            default -> "recorded as " + outcome.status().word() + ": say goodbye";
        };
    }

    private static String spaced(ConfirmationNumber number) {
        return String.join(" ", number.text().split(""));
    }
}
