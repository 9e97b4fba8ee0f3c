/** Agents: who answers a call, how it behaves and what it knows. */
@NullMarked
package io.antiphon.control.agents;

import org.jspecify.annotations.NullMarked;
