package io.antiphon.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes the XHTML events of one document and keeps its title and its sections. */
final class SectionCollector extends DefaultHandler {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "tr",
            "td",
            "th",
            "table",
            "br",
            "pre",
            "blockquote",
            "section",
            "article",
            "main",
            "body",
            "dt",
            "dd",
            "figcaption");
    /** What surrounds the text of a page but is not its text. */
    private static final Set<String> FURNITURE =
            Set.of("script", "style", "nav", "footer", "aside", "noscript", "template", "svg", "form", "button");

    private static final Set<String> FURNITURE_CLASSES = Set.of("header", "footer", "annotation", "embedded");
    private static final Pattern HYPHEN_AT_LINE_END = Pattern.compile("(?<=\\p{L})-\\s*\\n\\s*(?=\\p{Ll})");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");

    private final int mostCharacters;
    private final List<Section> sections = new ArrayList<>();
    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String title = "";
    private String firstHeading = "";
    private String heading = "";
    private String language = "";
    private int page;
    private int furniture;
    private int characters;

    SectionCollector(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** The reader stopped because the text grew past the limit. */
    static final class TooMuchText extends SAXException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        String element = local.toLowerCase(Locale.ROOT);
        String kind = attributes.getValue("class");
        if (furniture > 0 || FURNITURE.contains(element) || (kind != null && FURNITURE_CLASSES.contains(kind))) {
            furniture++;
            return;
        }
        if (element.equals("html") && attributes.getValue("lang") != null) {
            language = attributes.getValue("lang");
        }
        if (element.equals("div") && "page".equals(kind)) {
            endSection();
            page++;
        } else if (isHeading(element)) {
            endSection();
        } else if (element.equals("title")) {
            text.setLength(0);
        } else if (BLOCKS.contains(element)) {
            endParagraph();
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        if (furniture > 0) {
            furniture--;
            return;
        }
        String element = local.toLowerCase(Locale.ROOT);
        if (isHeading(element)) {
            heading = takeText();
            if (firstHeading.isEmpty()) {
                firstHeading = heading;
            }
        } else if (element.equals("title")) {
            title = takeText();
        } else if (BLOCKS.contains(element)) {
            endParagraph();
        }
    }

    @Override
    public void characters(char[] buffer, int start, int length) throws SAXException {
        if (furniture > 0) {
            return;
        }
        characters += length;
        if (characters > mostCharacters) {
            throw new TooMuchText();
        }
        text.append(buffer, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] buffer, int start, int length) throws SAXException {
        characters(buffer, start, length);
    }

    @Override
    public void endDocument() {
        endSection();
    }

    /** A title found outside the text, such as in a PDF's properties; overrules the headings. */
    void suggestTitle(@Nullable String found) {
        if (found != null && !found.isBlank()) {
            title = found.strip();
        }
    }

    /** Title given in the head, else the first heading, else empty. */
    String title() {
        return title.isEmpty() ? firstHeading : title;
    }

    /** Language that the document declares; empty where it does not. */
    String language() {
        return language;
    }

    List<Section> sections() {
        return sections;
    }

    private static boolean isHeading(String element) {
        return element.length() == 2
                && element.charAt(0) == 'h'
                && element.charAt(1) >= '1'
                && element.charAt(1) <= '6';
    }

    private void endParagraph() {
        String paragraph = takeText();
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph);
        }
    }

    private void endSection() {
        endParagraph();
        if (!paragraphs.isEmpty()) {
            sections.add(new Section(heading, Math.max(1, page), paragraphs));
            paragraphs.clear();
        }
    }

    private String takeText() {
        String joined = HYPHEN_AT_LINE_END.matcher(text).replaceAll("");
        text.setLength(0);
        return SPACE.matcher(joined).replaceAll(" ").strip();
    }
}
