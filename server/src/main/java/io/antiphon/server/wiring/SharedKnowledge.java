package io.antiphon.server.wiring;

import io.antiphon.knowledge.KnowledgeBase;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.knowledge.Question;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A knowledge base that several hold: it is closed when the last of them lets go. Whoever makes it holds it first. */
final class SharedKnowledge implements Knowledge {
    private static final Logger log = LoggerFactory.getLogger(SharedKnowledge.class);

    private final KnowledgeBase base;
    private final AtomicInteger holders = new AtomicInteger(1);

    SharedKnowledge(KnowledgeBase base) {
        this.base = base;
    }

    @Override
    public Findings find(Question question) throws InterruptedException {
        return base.find(question);
    }

    /**
     * One more holds it.
     *
     * @throws IllegalStateException where the last one has let go
     */
    void hold() {
        if (holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException("this knowledge base is closed");
        }
    }

    /** One of those who hold it lets go. */
    void letGo() {
        if (holders.decrementAndGet() == 0) {
            try {
                base.close();
            } catch (IOException failure) {
                log.warn("an index did not close: {}", failure.getClass().getSimpleName());
            }
        }
    }
}
