package io.antiphon.knowledge;

import io.antiphon.knowledge.UnreadableDocument.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.SAXException;

/** A file format that is read here, told by the file's ending and checked against its first bytes. */
enum Format {
    MARKDOWN {
        @Override
        String read(SourceFile file, SectionCollector collector) throws UnreadableDocument {
            var page = MarkdownPage.of(PlainText.decode(file));
            html(file, page.html(), collector);
            collector.suggestTitle(page.title());
            return page.language();
        }
    },
    TEXT {
        @Override
        String read(SourceFile file, SectionCollector collector) throws UnreadableDocument {
            html(file, PlainText.asHtml(PlainText.decode(file)), collector);
            return "";
        }
    },
    HTML {
        @Override
        String read(SourceFile file, SectionCollector collector) throws UnreadableDocument {
            if (file.startsWith('%', 'P', 'D', 'F') || file.startsWith('P', 'K', 3, 4)) {
                throw wrong(file, "an HTML page");
            }
            parse(file, file.stream(), new JSoupParser(), htmlMetadata(PlainText.isUtf8(file)), collector);
            return collector.language();
        }
    },
    PDF {
        @Override
        String read(SourceFile file, SectionCollector collector) throws UnreadableDocument {
            if (!file.startsWith('%', 'P', 'D', 'F')) {
                throw wrong(file, "a PDF");
            }
            var metadata = new Metadata();
            parse(file, file.stream(), new PDFParser(), metadata, collector);
            collector.suggestTitle(metadata.get(TikaCoreProperties.TITLE));
            return "";
        }
    },
    DOCX {
        @Override
        String read(SourceFile file, SectionCollector collector) throws UnreadableDocument {
            if (file.startsWith(0xd0, 0xcf, 0x11, 0xe0)) {
                throw new UnreadableDocument(
                        file.name(),
                        Reason.ENCRYPTED,
                        "is protected by a password or in Word's old format. Save it as .docx without a password.");
            }
            if (!file.startsWith('P', 'K', 3, 4)) {
                throw wrong(file, "a Word document");
            }
            var metadata = new Metadata();
            parse(file, file.stream(), new OOXMLParser(), metadata, collector);
            collector.suggestTitle(metadata.get(TikaCoreProperties.TITLE));
            return "";
        }
    };

    /** Sends what the file says to the collector and returns the language it declares, empty where it does not. */
    abstract String read(SourceFile file, SectionCollector collector) throws UnreadableDocument;

    static Format of(SourceFile file) throws UnreadableDocument {
        return switch (file.ending()) {
            case "md", "markdown" -> MARKDOWN;
            case "txt", "text" -> TEXT;
            case "html", "htm", "xhtml" -> HTML;
            case "pdf" -> PDF;
            case "docx" -> DOCX;
            default ->
                throw new UnreadableDocument(
                        file.name(),
                        Reason.UNKNOWN_FORMAT,
                        "is of a format that is not read here. Save it as .md, .txt, .html, .pdf or .docx.");
        };
    }

    private static UnreadableDocument wrong(SourceFile file, String what) {
        return new UnreadableDocument(
                file.name(),
                Reason.WRONG_FORMAT,
                "is not " + what + ", although its name says so. Save it in that format or correct the ending.");
    }

    private static void html(SourceFile file, String html, SectionCollector collector) throws UnreadableDocument {
        var utf8 = new SourceFile(file.name(), file.language(), PlainText.encode(html));
        parse(file, utf8.stream(), new JSoupParser(), htmlMetadata(true), collector);
    }

    private static Metadata htmlMetadata(boolean utf8) {
        var metadata = new Metadata();
        metadata.set(HttpHeaders.CONTENT_TYPE, utf8 ? "text/html; charset=UTF-8" : "text/html");
        return metadata;
    }

    // A reader may fail in any way on a file made to break it; whatever it is, it is this file's error alone.
    private static void parse(
            SourceFile file, InputStream stream, Parser parser, Metadata metadata, SectionCollector collector)
            throws UnreadableDocument {
        try (var input = TikaInputStream.get(stream)) {
            parser.parse(input, collector, metadata, context());
        } catch (EncryptedDocumentException encrypted) {
            throw new UnreadableDocument(
                    file.name(),
                    Reason.ENCRYPTED,
                    "is protected by a password. Save a copy without one and give that.",
                    encrypted);
        } catch (SectionCollector.TooMuchText tooMuch) {
            throw new UnreadableDocument(
                    file.name(), Reason.TOO_LARGE, "holds too much text. Split it and give the parts one by one.");
        } catch (IOException | SAXException | TikaException | RuntimeException | StackOverflowError damaged) {
            throw new UnreadableDocument(
                    file.name(), Reason.DAMAGED, "is damaged. Open it, save it anew and give the new file.", damaged);
        }
    }

    private static ParseContext context() {
        var pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractAnnotationText(false);
        pdf.setExtractBookmarksText(false);
        pdf.setExtractAcroFormContent(false);
        var context = new ParseContext();
        context.set(PDFParserConfig.class, pdf);
        context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
        return context;
    }
}
