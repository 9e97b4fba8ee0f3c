/** How a call stands in its journal: settings, impressions, events, requests and decisions, and how they are read. */
@NullMarked
package io.antiphon.conversation.journal;

import org.jspecify.annotations.NullMarked;
