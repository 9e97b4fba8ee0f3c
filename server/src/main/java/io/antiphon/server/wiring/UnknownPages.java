package io.antiphon.server.wiring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Shows the console, which says that nothing is here, to whoever opens an address that does not exist in a browser. */
final class UnknownPages implements HandlerExceptionResolver, Ordered {
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String accepted = request.getHeader("Accept");
        boolean page = accepted != null && accepted.contains("text/html");
        return page && failure instanceof NoResourceFoundException
                ? new ModelAndView("forward:/index.html", HttpStatus.NOT_FOUND)
                : null;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
