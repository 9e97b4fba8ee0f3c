/** Who may come in and do what: users, sessions, keys, tickets, limits. */
@NullMarked
package io.antiphon.control.access;

import org.jspecify.annotations.NullMarked;
