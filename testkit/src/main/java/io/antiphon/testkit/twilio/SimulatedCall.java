package io.antiphon.testkit.twilio;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/** A call that was placed at the {@link TwilioSimulator}. The test is the telephone network and says what happens. */
public final class SimulatedCall {
    static final Set<String> EVENTS = Set.of("initiated", "ringing", "answered", "completed");

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss +0000").withZone(ZoneOffset.UTC);
    private static final Map<String, String> EVENT_OF =
            Map.of("initiated", "initiated", "ringing", "ringing", "in-progress", "answered");

    private final String account;
    private final TwilioSigner signer;
    private final Form form;
    private final String sid = "CA" + UUID.randomUUID().toString().replace("-", "");
    private String status = "queued";
    private int sequence;

    SimulatedCall(String account, String token, Form form) {
        this.account = account;
        this.signer = new TwilioSigner(token);
        this.form = form;
    }

    /** Twilio's name for it. */
    public String sid() {
        return sid;
    }

    /** Who is called, E.164. */
    public String to() {
        return form.first("To");
    }

    /** Seconds it may ring. */
    public int ring() {
        return Integer.parseInt(form.first("Timeout"));
    }

    /** Seconds it may last. */
    public int longest() {
        return Integer.parseInt(form.first("TimeLimit"));
    }

    /** Where the media stream goes that whoever answers is connected with. */
    public String streamAddress() throws IOException {
        return element("Stream").getAttribute("url");
    }

    /** What the stream brings as {@code customParameters}. */
    public Map<String, String> parameters() throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        var all = element("Response").getElementsByTagName("Parameter");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element parameter) {
                parameters.put(parameter.getAttribute("name"), parameter.getAttribute("value"));
            }
        }
        return parameters;
    }

    /** One of them; empty where it is not there. */
    public String parameter(String name) throws IOException {
        return parameters().getOrDefault(name, "");
    }

    /** The header with which the stream's socket is opened. */
    public Map<String, String> streamHeaders() throws IOException {
        return Map.of("X-Twilio-Signature", signer.sign(streamAddress(), Map.of()));
    }

    private Element element(String name) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(form.first("Twiml"))));
            if (document.getElementsByTagName(name).item(0) instanceof Element element) {
                return element;
            }
            throw new IOException("there is no <" + name + "> in the TwiML");
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException("the TwiML cannot be read", unreadable);
        }
    }

    /**
     * The call goes on to one of Twilio's statuses, and whoever placed it is told.
     *
     * @return the status of the answer to the report; 0 where nobody wanted one
     */
    public int goesOn(String next) throws IOException, InterruptedException {
        synchronized (this) {
            status = next.equals("initiated") ? "queued" : next;
        }
        boolean wanted = form.all("StatusCallbackEvent").contains(EVENT_OF.getOrDefault(next, "completed"));
        return wanted ? report(next, signer) : 0;
    }

    /** Somebody else tells the same who does not know the account's token. */
    public int isForged(String next) throws IOException, InterruptedException {
        return report(next, new TwilioSigner("not the token"));
    }

    private int report(String next, TwilioSigner signing) throws IOException, InterruptedException {
        var fields = new TreeMap<String, List<String>>();
        fields.put("CallSid", List.of(sid));
        fields.put("AccountSid", List.of(account));
        fields.put("From", List.of(form.first("From")));
        fields.put("To", List.of(to()));
        fields.put("CallStatus", List.of(next));
        fields.put("ApiVersion", List.of("2010-04-01"));
        fields.put("Direction", List.of("outbound-api"));
        fields.put("CallbackSource", List.of("call-progress-events"));
        fields.put("Timestamp", List.of(RFC_2822.format(Instant.now())));
        fields.put("SequenceNumber", List.of(Integer.toString(sequence++)));
        if (next.equals("completed")) {
            fields.put("CallDuration", List.of("12"));
        }
        String address = form.first("StatusCallback");
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", signing.sign(address, fields))
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> field.getKey() + "="
                                + URLEncoder.encode(field.getValue().getFirst(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Twilio's word for where it stands. */
    public synchronized String status() {
        return status;
    }

    synchronized boolean isOver() {
        return !Set.of("queued", "ringing", "in-progress").contains(status);
    }

    synchronized void hungUpByRequest() {
        status = status.equals("in-progress") ? "completed" : "canceled";
    }

    String json() {
        return JSON.createObjectNode()
                .put("sid", sid)
                .put("account_sid", account)
                .put("to", to())
                .put("from", form.first("From"))
                .put("status", status())
                .put("direction", "outbound-api")
                .put("api_version", "2010-04-01")
                .put("date_created", RFC_2822.format(Instant.now()))
                .putNull("answered_by")
                .putNull("duration")
                .put("uri", "/2010-04-01/Accounts/" + account + "/Calls/" + sid + ".json")
                .toString();
    }
}
