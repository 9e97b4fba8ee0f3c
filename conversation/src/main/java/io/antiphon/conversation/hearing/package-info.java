/** What is noticed of the caller: their sound told from echo and crowd, how long they speak, and what was understood. */
@NullMarked
package io.antiphon.conversation.hearing;

import org.jspecify.annotations.NullMarked;
