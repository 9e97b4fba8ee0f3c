package io.antiphon.providers.twilio;

import java.util.Map;

/**
 * What Twilio is told to do with a call, as <a href="https://www.twilio.com/docs/voice/twiml/stream">TwiML</a>: media
 * type {@code text/xml}.
 */
public final class Twiml {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
    private static final String FOOT = "</Response>";

    private Twiml() {}

    /**
     * Connects the call with a media stream until that ends, and then hangs up.
     *
     * @param parameters reach the stream as {@code customParameters}; the address may have no query (error 31920)
     */
    public static String connect(String streamAddress, Map<String, String> parameters) {
        var text = new StringBuilder(HEAD)
                .append("<Connect><Stream url=\"")
                .append(escaped(streamAddress))
                .append("\">");
        parameters.forEach((name, value) -> text.append("<Parameter name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\"/>"));
        return text.append("</Stream></Connect>").append(FOOT).toString();
    }

    /** Gives the caller the busy tone, at no cost. */
    public static String busy() {
        return HEAD + "<Reject reason=\"busy\"/>" + FOOT;
    }

    /** Nothing to do. */
    public static String nothing() {
        return HEAD + FOOT;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (isAllowed(character)) {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** XML 1.0 §2.2; a line's end would become a space in an attribute. */
    private static boolean isAllowed(int character) {
        boolean inBasicPlane = character >= ' ' && !Character.isSurrogate((char) character) && character < 0xFFFE;
        return character > 0xFFFF || inBasicPlane;
    }
}
