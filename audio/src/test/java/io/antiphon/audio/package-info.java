@NullMarked
package io.antiphon.audio;

import org.jspecify.annotations.NullMarked;
