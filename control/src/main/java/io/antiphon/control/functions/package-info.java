/** What all agents of an organisation can do by asking an address, if they are told to. */
@NullMarked
package io.antiphon.control.functions;

import org.jspecify.annotations.NullMarked;
