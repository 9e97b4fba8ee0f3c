package io.antiphon.control.agents;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What agents answer from, over HTTP: a document is sent as it is, its name in the address. */
@RestController
@RequestMapping("/api/v1/agents/{agent}/documents")
public final class AgentDocumentRoutes {
    private static final int MOST_BYTES = 50 << 20;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TYPE = 200;

    private final CurrentOrganisation organisation;
    private final Agents agents;
    private final AgentDocuments documents;
    private final DocumentCheck check;
    private final AuditLog audit;

    public AgentDocumentRoutes(
            CurrentOrganisation organisation,
            Agents agents,
            AgentDocuments documents,
            DocumentCheck check,
            AuditLog audit) {
        this.organisation = organisation;
        this.agents = agents;
        this.documents = documents;
        this.check = check;
        this.audit = audit;
    }

    @GetMapping
    Page list(@PathVariable("agent") String idOrName) {
        Agent agent = find(idOrName);
        return new Page(
                documents.list(agent.org(), agent.id()).stream().map(View::of).toList());
    }

    /** Takes the place of a document of the same name. */
    @PostMapping
    ResponseEntity<View> put(
            @PathVariable("agent") String idOrName,
            @RequestParam(required = false) @Nullable String name,
            HttpServletRequest request)
            throws IOException {
        Agent agent = find(idOrName);
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\u0000') >= 0) {
            throw ApiFailure.invalid(
                    "name", "name must hold 1 to " + LONGEST_NAME + " characters and end in the format, such as .md");
        }
        byte[] content = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (content.length > MOST_BYTES) {
            throw ApiFailure.of(413, "too_large", "the document is larger than 50 MB", "split it and send the parts");
        }
        check.check(name, agent.profile().language(), content);
        String type = request.getContentType();
        AgentDocument kept = documents.put(
                agent.org(),
                agent.id(),
                name,
                type == null || type.length() > LONGEST_TYPE ? "application/octet-stream" : type,
                content,
                audit);
        return ResponseEntity.status(HttpStatus.CREATED).body(View.of(kept));
    }

    @DeleteMapping("/{document}")
    ResponseEntity<Void> delete(@PathVariable("agent") String idOrName, @PathVariable String document) {
        Agent agent = find(idOrName);
        if (!documents.delete(agent.org(), agent.id(), Body.id("document", document), audit)) {
            throw ApiFailure.notFound("this agent has no document of this id");
        }
        return ResponseEntity.noContent().build();
    }

    private Agent find(String idOrName) {
        UUID org = organisation.id();
        return agents.find(org, idOrName).orElseThrow(() -> {
            Agents.id(idOrName).ifPresent(id -> audit.missed(org, "agent", id));
            return ApiFailure.notFound("there is no agent of this id or name");
        });
    }

    /** By name. */
    record Page(List<View> documents) {}

    /** A document without its content. */
    record View(
            UUID id,
            String name,
            @JsonProperty("media_type") String mediaType,
            long bytes,
            String sha256) {
        static View of(AgentDocument document) {
            return new View(document.id(), document.name(), document.mediaType(), document.bytes(), document.sha256());
        }
    }
}
