/** How a call stands in its journal: settings, impressions, events, requests and decisions, written and read again. */
@NullMarked
package io.antiphon.conversation.journal;

import org.jspecify.annotations.NullMarked;
