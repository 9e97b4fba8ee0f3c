/** What a conversation takes and what it asks of the world: its events, its stage and its clocks. */
@NullMarked
package io.antiphon.conversation.stage;

import org.jspecify.annotations.NullMarked;
