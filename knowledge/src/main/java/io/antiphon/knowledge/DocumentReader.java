package io.antiphon.knowledge;

import io.antiphon.knowledge.UnreadableDocument.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Markdown, text, HTML, PDF and DOCX. Every format becomes XHTML events first, so that titles, headings and pages
 * are understood in one place.
 */
public final class DocumentReader {
    private static final int MEGABYTE = 1 << 20;

    private final int mostBytes;
    private final int mostCharacters;

    /** Reads files of up to 50 MB that hold up to 5 million characters. */
    public DocumentReader() {
        this(50 * MEGABYTE, 5_000_000);
    }

    /**
     * @param mostBytes larger files are refused
     * @param mostCharacters files with more text, unpacked, are refused
     */
    public DocumentReader(int mostBytes, int mostCharacters) {
        this.mostBytes = mostBytes;
        this.mostCharacters = mostCharacters;
    }

    /** Reads what can be read and lists what cannot. */
    public Reading readAll(List<SourceFile> files) {
        var documents = new ArrayList<Document>();
        var refused = new ArrayList<UnreadableDocument>();
        for (SourceFile file : files) {
            try {
                documents.add(read(file));
            } catch (UnreadableDocument unreadable) {
                refused.add(unreadable);
            }
        }
        return new Reading(documents, refused);
    }

    /** Reads one file, or says what is wrong with it and what to do. */
    public Document read(SourceFile file) throws UnreadableDocument {
        if (file.size() > mostBytes) {
            throw new UnreadableDocument(
                    file.name(),
                    Reason.TOO_LARGE,
                    "is larger than the " + mostBytes / MEGABYTE
                            + " MB that are read. Split it and give the parts one by one.");
        }
        var collector = new SectionCollector(mostCharacters);
        String language = Format.of(file).read(file, collector);
        if (collector.sections().isEmpty()) {
            throw new UnreadableDocument(
                    file.name(),
                    Reason.EMPTY,
                    "holds no text. If it is a scan, run text recognition on it and give the result.");
        }
        String title = collector.title().isEmpty() ? file.spokenName() : collector.title();
        return new Document(file.name(), title, language.isEmpty() ? file.language() : language, collector.sections());
    }
}
