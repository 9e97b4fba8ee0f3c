package io.antiphon.control.calls;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.audit.Change;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was, taken together: how long callers waited, and calls to take away. */
@RestController
@RequestMapping("/api/v1/calls")
public final class HistoryRoutes {
    private static final int USUAL_DAYS = 14;

    private final CurrentOrganisation organisation;
    private final Agents agents;
    private final Calls calls;
    private final Waits waits;
    private final AuditLog audit;

    public HistoryRoutes(CurrentOrganisation organisation, Agents agents, Calls calls, Waits waits, AuditLog audit) {
        this.organisation = organisation;
        this.agents = agents;
        this.calls = calls;
        this.waits = waits;
        this.audit = audit;
    }

    @GetMapping("/waits")
    Waits.Summary waits(
            @RequestParam(required = false) @Nullable String days,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String agent) {
        UUID org = organisation.id();
        return waits.of(org, days(days), zone(zone), agent(org, agent));
    }

    @GetMapping("/export")
    void export(@RequestParam Map<String, String> request, HttpServletResponse response) throws IOException {
        UUID org = organisation.id();
        CallFilter filter = CallFilter.of(request, org, agents);
        String format = request.getOrDefault("format", "csv");
        switch (format) {
            case "csv" -> begin(response, "text/csv", "calls.csv");
            case "jsonl" -> begin(response, "application/x-ndjson", "calls.jsonl");
            default -> throw ApiFailure.invalid("format", "format must be csv or jsonl");
        }
        audit.record(org, new Change("call.exported", "call", null, Map.of("format", format)));
        var export = new CallExport(calls);
        if (format.equals("csv")) {
            export.csv(org, filter, response.getOutputStream());
        } else {
            export.lines(org, filter, response.getOutputStream());
        }
    }

    @GetMapping("/{id}/export")
    void exportOne(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        UUID org = organisation.id();
        UUID call = CallRoutes.uuid(id);
        String form = format == null ? "json" : format;
        if (!form.equals("json") && !form.equals("text")) {
            throw ApiFailure.invalid("format", "format must be json or text");
        }
        CallDetail detail = calls.find(org, call).orElseThrow(() -> {
            audit.missed(org, "call", call);
            return ApiFailure.notFound("there is no call of this id");
        });
        audit.record(org, new Change("call.exported", "call", id, Map.of("format", form)));
        if (form.equals("json")) {
            begin(response, "application/json", call + ".json");
            new CallExport(calls).whole(org, detail, response.getOutputStream());
        } else {
            begin(response, "text/plain;charset=UTF-8", call + ".txt");
            response.getOutputStream().write(CallExport.text(detail).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void begin(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        response.setHeader("Cache-Control", "no-store");
    }

    private static int days(@Nullable String text) {
        try {
            int days = text == null ? USUAL_DAYS : Integer.parseInt(text);
            if (days >= 1 && days <= Waits.MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number out of range.
        }
        throw ApiFailure.invalid("days", "days must be a whole number from 1 to " + Waits.MOST_DAYS);
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw ApiFailure.invalid("zone", "zone must be a time zone such as Asia/Kolkata");
        }
    }

    private @Nullable UUID agent(UUID org, @Nullable String idOrName) {
        return idOrName == null
                ? null
                : agents.find(org, idOrName)
                        .map(Agent::id)
                        .orElseThrow(() -> ApiFailure.invalid("agent", "there is no agent of this id or name"));
    }
}
