/** Retell on loopback: its REST API for agents, numbers and calls, its webhooks, its signature. */
@NullMarked
package io.antiphon.testkit.retell;

import org.jspecify.annotations.NullMarked;
