package io.antiphon.control.calls;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Limit;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Calls over HTTP. */
@RestController
@RequestMapping("/api/v1/calls")
public final class CallRoutes {
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int EVENTS_AT_A_TIME = 1_000;

    private final CurrentOrganisation organisation;
    private final Calls calls;
    private final Agents agents;
    private final Recordings recordings;
    private final CallDeletion deletion;
    private final AuditLog audit;

    public CallRoutes(
            CurrentOrganisation organisation,
            Calls calls,
            Agents agents,
            Recordings recordings,
            CallDeletion deletion,
            AuditLog audit) {
        this.organisation = organisation;
        this.calls = calls;
        this.agents = agents;
        this.recordings = recordings;
        this.deletion = deletion;
        this.audit = audit;
    }

    /** Those that the other parameters ask for: see {@link CallFilter}. */
    @GetMapping
    CallView.Page list(@RequestParam Map<String, String> request) {
        UUID org = organisation.id();
        return calls.list(
                org,
                CallFilter.of(request, org, agents).before(cursor(request.get("before"))),
                Limit.of(request.get("limit")));
    }

    @GetMapping("/{id}")
    CallDetail get(@PathVariable String id) {
        return calls.find(organisation.id(), uuid(id)).orElseThrow(() -> noSuchCall(uuid(id)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        UUID call = uuid(id);
        if (!deletion.delete(organisation.id(), call)) {
            throw noSuchCall(call);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/recording")
    ResponseEntity<Resource> recording(@PathVariable String id) {
        UUID org = organisation.id();
        UUID call = uuid(id);
        Path file = calls.recording(org, call)
                .map(RecordingFile::path)
                .map(recordings::file)
                .filter(Files::isRegularFile)
                .orElseThrow(() -> calls.exists(org, call)
                        ? ApiFailure.notFound("this call has no recording, or is not over yet")
                        : noSuchCall(call));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("audio/wav"))
                .header("Content-Disposition", "inline; filename=\"" + call + ".wav\"")
                .body(new FileSystemResource(file));
    }

    @GetMapping("/{id}/journal")
    void journal(@PathVariable String id, HttpServletResponse response) throws IOException {
        UUID org = organisation.id();
        UUID call = uuid(id);
        if (!calls.exists(org, call)) {
            throw noSuchCall(call);
        }
        response.setContentType("application/x-ndjson");
        var out = response.getOutputStream();
        List<Calls.NumberedEvent> events = calls.events(org, call, -1, EVENTS_AT_A_TIME);
        while (!events.isEmpty()) {
            for (var event : events) {
                out.write(JSON.writeValueAsBytes(EventLine.of(event)));
                out.write('\n');
            }
            events = calls.events(org, call, events.getLast().seq(), EVENTS_AT_A_TIME);
        }
    }

    private static @Nullable CallCursor cursor(@Nullable String text) {
        try {
            return text == null ? null : CallCursor.of(text);
        } catch (RuntimeException notOurs) {
            throw ApiFailure.invalid("before", "before must be the next of an earlier answer, unchanged");
        }
    }

    static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw ApiFailure.invalid("id", "a call's id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057");
        }
        return UUID.fromString(text);
    }

    private ApiFailure noSuchCall(UUID call) {
        audit.missed(organisation.id(), "call", call);
        return ApiFailure.notFound("there is no call of this id");
    }
}
