/** What a conversation needs to know of the agent that leads it. */
@NullMarked
package io.antiphon.conversation.settings;

import org.jspecify.annotations.NullMarked;
