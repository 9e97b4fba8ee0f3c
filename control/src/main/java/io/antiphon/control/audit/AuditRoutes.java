package io.antiphon.control.audit;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Limit;
import io.antiphon.control.organisations.CurrentOrganisation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The log over HTTP; to be read only. */
@RestController
@RequestMapping("/api/v1/audit")
public final class AuditRoutes {
    private final CurrentOrganisation organisation;
    private final AuditLog log;

    public AuditRoutes(CurrentOrganisation organisation, AuditLog log) {
        this.organisation = organisation;
        this.log = log;
    }

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String before) {
        int most = Limit.of(limit);
        List<AuditEntry> entries = log.list(organisation.id(), seq(before), most + 1);
        return entries.size() <= most
                ? new Page(entries, null)
                : new Page(
                        entries.subList(0, most),
                        Long.toString(entries.get(most - 1).seq()));
    }

    @GetMapping("/verify")
    Found verify() {
        AuditLog.Verification found = log.verify(organisation.id());
        return new Found(found.intact(), found.entries(), found.brokenAt(), found.head());
    }

    private static @Nullable Long seq(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException notOurs) {
            throw ApiFailure.invalid("before", "before must be the next of an earlier answer, unchanged");
        }
    }

    /** @param next what to give as {@code before} for what follows; null at the end */
    record Page(List<AuditEntry> entries, @Nullable String next) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Found(boolean intact, long entries, @Nullable Long brokenAt, String head) {}
}
