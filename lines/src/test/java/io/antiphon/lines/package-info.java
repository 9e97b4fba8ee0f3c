@NullMarked
package io.antiphon.lines;

import org.jspecify.annotations.NullMarked;
