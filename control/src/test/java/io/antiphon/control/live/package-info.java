@NullMarked
package io.antiphon.control.live;

import org.jspecify.annotations.NullMarked;
