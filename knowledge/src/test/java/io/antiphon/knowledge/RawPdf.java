package io.antiphon.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The smallest PDF that holds a line a page (ISO 32000-1, annex H). */
final class RawPdf {
    private RawPdf() {}

    static byte[] of(boolean encrypted, String... lines) {
        var objects = new ArrayList<String>(List.of("<</Type/Catalog/Pages 2 0 R>>"));
        var kids = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            kids.append(4 + 2 * i).append(" 0 R ");
        }
        objects.add("<</Type/Pages/Kids[" + kids + "]/Count " + lines.length + ">>");
        objects.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        for (int i = 0; i < lines.length; i++) {
            objects.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents "
                    + (5 + 2 * i) + " 0 R>>");
            String content = "BT /F 12 Tf 50 700 Td (" + lines[i] + ") Tj ET";
            objects.add("<</Length " + content.length() + ">>stream\n" + content + "\nendstream");
        }
        var pdf = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj").append(objects.get(i)).append("endobj\n");
        }
        int start = pdf.length();
        String key = "<" + "41".repeat(32) + ">";
        String protection =
                encrypted ? "/ID[<41><41>]/Encrypt<</Filter/Standard/V 1/R 2/P -44/O" + key + "/U" + key + ">>" : "";
        pdf.append(table)
                .append("trailer<</Root 1 0 R/Size ")
                .append(objects.size() + 1)
                .append(protection);
        pdf.append(">>\nstartxref\n").append(start).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
