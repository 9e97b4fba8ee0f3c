package io.antiphon.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.antiphon.knowledge.UnreadableDocument.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
    private final DocumentReader reader = new DocumentReader();

    @Test
    void readsMarkdownWithFrontMatterAndHeadings() throws Exception {
        Document document = reader.read(
                file(
                        "mouth-care.md",
                        "---\ntitle: Care of the mouth\nlanguage: hi-IN\n---\n\n# Care\n\nFirst *words*.\n\n## A dry mouth\nSips.\n"));
        assertThat(document.title()).isEqualTo("Care of the mouth");
        assertThat(document.language()).isEqualTo("hi-IN");
        assertThat(document.sections())
                .containsExactly(
                        new Section("Care", 1, List.of("First words.")),
                        new Section("A dry mouth", 1, List.of("Sips.")));
    }

    @Test
    void readsTextByParagraphs() throws Exception {
        Document document = reader.read(file("home_visit-notes.txt", "One <b>line.\nSame paragraph.\n\nAnother."));
        assertThat(document.title()).isEqualTo("home visit notes");
        assertThat(document.sections())
                .containsExactly(new Section("", 1, List.of("One <b>line. Same paragraph.", "Another.")));
    }

    @Test
    void readsHtmlWithoutItsFurniture() throws Exception {
        Document document = reader.read(file(
                "p.html",
                "<html lang='en'><head><title>Fever</title><style>p{}</style></head><body><nav>Menu</nav>"
                        + "<h2>Café</h2><p>Drink é.</p><script>x()</script><ul><li>Rest.</li></ul></body></html>"));
        assertThat(document.title()).isEqualTo("Fever");
        assertThat(document.sections()).containsExactly(new Section("Café", 1, List.of("Drink é.", "Rest.")));
    }

    @Test
    void readsPdfByPages() throws Exception {
        Document document =
                reader.read(new SourceFile("guide.pdf", "en", RawPdf.of(false, "On page one.", "On page two.")));
        assertThat(document.sections())
                .containsExactly(
                        new Section("", 1, List.of("On page one.")), new Section("", 2, List.of("On page two.")));
    }

    @Test
    void readsDocxByHeadings() throws Exception {
        Document document = reader.read(new SourceFile("guide.docx", "en", docx()));
        assertThat(document.sections()).containsExactly(new Section("Rest", 1, List.of("Sleep when they sleep.")));
    }

    @ParameterizedTest
    @CsvSource({
        "empty.md,'',EMPTY,holds no text",
        "blank.txt,'   ',EMPTY,holds no text",
        "sheet.xlsx,abc,UNKNOWN_FORMAT,Save it as",
        "noending,abc,UNKNOWN_FORMAT,Save it as",
        "not.pdf,hello,WRONG_FORMAT,is not a PDF",
        "not.docx,hello,WRONG_FORMAT,is not a Word document",
        "broken.docx,PK\u0003\u0004rubbish,DAMAGED,is damaged",
        "not.html,%PDF-1.4,WRONG_FORMAT,is not an HTML page",
        "broken.pdf,%PDF-1.4 rubbish,DAMAGED,is damaged",
    })
    void namesTheFileAndTheRemedy(String name, String content, Reason reason, String words) {
        assertThatExceptionOfType(UnreadableDocument.class)
                .isThrownBy(() -> reader.read(file(name, content)))
                .withMessageStartingWith(name + " ")
                .withMessageContaining(words)
                .satisfies(error -> assertThat(error.reason()).isEqualTo(reason));
    }

    @Test
    void refusesBytesThatAreNotText() {
        assertThatExceptionOfType(UnreadableDocument.class)
                .isThrownBy(() ->
                        reader.read(new SourceFile("photo.txt", "en", new byte[] {(byte) 0xff, 0, 1, (byte) 0xc0})))
                .withMessageContaining("UTF-8");
    }

    @Test
    void refusesAPdfThatIsProtected() {
        assertThatExceptionOfType(UnreadableDocument.class)
                .isThrownBy(() -> reader.read(new SourceFile("secret.pdf", "en", RawPdf.of(true, "Hidden."))))
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.ENCRYPTED));
    }

    @Test
    void refusesWhatIsTooLarge() {
        var small = new DocumentReader(1000, 100);
        assertThatExceptionOfType(UnreadableDocument.class)
                .isThrownBy(() -> small.read(file("big.md", "word ".repeat(500))))
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThatExceptionOfType(UnreadableDocument.class)
                .isThrownBy(() -> small.read(file("long.md", "word ".repeat(100))))
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void oneBadFileDoesNotHurtTheRest() {
        Reading reading = reader.readAll(List.of(file("a.md", "Good."), file("b.pdf", "bad"), file("c.txt", "Fine.")));
        assertThat(reading.documents()).extracting(Document::name).containsExactly("a.md", "c.txt");
        assertThat(reading.refused()).extracting(UnreadableDocument::document).containsExactly("b.pdf");
    }

    private static SourceFile file(String name, String content) {
        return new SourceFile(name, "en-IN", content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] docx() throws IOException {
        String relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        String word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        String type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                            + "<Override PartName='/word/document.xml' ContentType='" + type + "document.main+xml'/>"
                            + "<Override PartName='/word/styles.xml' ContentType='" + type + "styles+xml'/></Types>");
            String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
            part(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns='" + relations + "'><Relationship Id='r1' Type='" + office
                            + "officeDocument' Target='word/document.xml'/></Relationships>");
            part(
                    zip,
                    "word/_rels/document.xml.rels",
                    "<Relationships xmlns='" + relations + "'><Relationship Id='r1' Type='" + office
                            + "styles' Target='styles.xml'/></Relationships>");
            part(
                    zip,
                    "word/styles.xml",
                    "<w:styles xmlns:w='" + word + "'><w:style w:type='paragraph' w:styleId='Heading1'>"
                            + "<w:name w:val='heading 1'/></w:style></w:styles>");
            part(
                    zip,
                    "word/document.xml",
                    "<w:document xmlns:w='" + word + "'><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>"
                            + "<w:r><w:t>Rest</w:t></w:r></w:p><w:p><w:r><w:t>Sleep when they sleep.</w:t></w:r></w:p>"
                            + "</w:body></w:document>");
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version='1.0' encoding='UTF-8'?>" + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
