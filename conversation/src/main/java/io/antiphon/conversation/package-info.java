/** Live calls: the threads that carry out what a conversation asks, and post into it what comes back. */
@NullMarked
package io.antiphon.conversation;

import org.jspecify.annotations.NullMarked;
