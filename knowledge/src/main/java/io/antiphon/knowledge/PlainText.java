package io.antiphon.knowledge;

import io.antiphon.knowledge.UnreadableDocument.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Bytes that are text, strictly. */
final class PlainText {
    private static final Pattern EMPTY_LINES = Pattern.compile("\\R\\s*\\R");

    private PlainText() {}

    /** UTF-8, or UTF-16 where a byte order mark says so. */
    static String decode(SourceFile file) throws UnreadableDocument {
        Charset charset = file.startsWith(0xff, 0xfe) || file.startsWith(0xfe, 0xff)
                ? StandardCharsets.UTF_16
                : StandardCharsets.UTF_8;
        try {
            String text = strictly(file, charset);
            if (text.indexOf('\0') < 0) {
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException notText) {
            // told below, as for text with zeros in it
        }
        throw new UnreadableDocument(
                file.name(), Reason.WRONG_FORMAT, "is not UTF-8 text. Save it as text in UTF-8 encoding.");
    }

    static boolean isUtf8(SourceFile file) {
        try {
            strictly(file, StandardCharsets.UTF_8);
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String asHtml(String text) {
        var html = new StringBuilder("<html><body>");
        EMPTY_LINES
                .splitAsStream(text)
                .forEach(paragraph ->
                        html.append("<p>").append(escape(paragraph)).append("</p>"));
        return html.append("</body></html>").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String strictly(SourceFile file, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(file.bytes())).toString();
    }
}
