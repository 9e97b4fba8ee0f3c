@NullMarked
package io.antiphon.control.agents;

import org.jspecify.annotations.NullMarked;
