/** One live call: its events, its turn-taking, its answers and its record. No timer, no lock, no storage, no network. */
@NullMarked
package io.antiphon.conversation;

import org.jspecify.annotations.NullMarked;
