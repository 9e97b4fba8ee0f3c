package io.antiphon.control.functions;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Slice;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Functions as programs written for the older surface know them. */
@RestController
@RequestMapping("/api/custom-functions")
public final class CompatibleFunctionRoutes {
    private final CurrentOrganisation organisation;
    private final CustomFunctions functions;
    private final AuditLog audit;

    public CompatibleFunctionRoutes(CurrentOrganisation organisation, CustomFunctions functions, AuditLog audit) {
        this.organisation = organisation;
        this.functions = functions;
        this.audit = audit;
    }

    /** Newest first; all of them where no limit is given. */
    @GetMapping
    ResponseEntity<List<FunctionView>> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            HttpServletRequest request) {
        Slice slice = Slice.of(limit, offset, Slice.ALL);
        Slice.Found<CustomFunction> found = functions.newest(organisation.id(), slice);
        return slice.answer(
                new Slice.Found<>(found.items().stream().map(FunctionView::of).toList(), found.total()), request);
    }

    @GetMapping("/{id}")
    FunctionView get(@PathVariable String id) {
        return FunctionView.of(find(id));
    }

    @PostMapping
    FunctionView create(HttpServletRequest request) throws IOException {
        return FunctionView.of(functions.create(organisation.id(), FunctionSettings.read(Body.read(request))));
    }

    /** Only what the body names changes. */
    @PutMapping("/{id}")
    FunctionView change(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.filled(request);
        return FunctionView.of(functions.change(
                organisation.id(), find(id).id(), null, before -> FunctionSettings.read(body, before)));
    }

    @DeleteMapping("/{id}")
    Map<String, Boolean> delete(@PathVariable String id) {
        functions.delete(organisation.id(), find(id).id(), null);
        return Map.of("deleted", true);
    }

    private CustomFunction find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return functions.find(org, id).orElseThrow(() -> {
            audit.missed(org, CustomFunctions.KIND, id);
            return ApiFailure.notFound("Function not found");
        });
    }
}
