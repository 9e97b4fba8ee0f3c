/** System prompts that the agents of an organisation can begin from. */
@NullMarked
package io.antiphon.control.prompts;

import org.jspecify.annotations.NullMarked;
