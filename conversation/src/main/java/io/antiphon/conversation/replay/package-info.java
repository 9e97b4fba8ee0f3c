/** Recorded calls played again, as they were or with other settings. */
@NullMarked
package io.antiphon.conversation.replay;

import org.jspecify.annotations.NullMarked;
