package io.antiphon.control.menus;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.antiphon.conversation.menu.MenuStep;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step through a menu as the API shows it: without what is sensitive. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StepView(
        String menu,
        String step,
        @Nullable String digit,
        @Nullable String label) {
    static List<StepView> of(List<MenuStep> steps) {
        return steps.stream()
                .map(step -> new StepView(
                        step.menu(),
                        step.kind().name().toLowerCase(Locale.ROOT),
                        step.digit() == null ? null : step.digit().toString(),
                        step.label()))
                .toList();
    }
}
