/** When to speak: when the caller is done, what a sound over the agent means, and what words tell of both. */
@NullMarked
package io.antiphon.conversation.turntaking;

import org.jspecify.annotations.NullMarked;
