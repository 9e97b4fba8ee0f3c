/** What every port shares: how a provider describes itself and how it fails. */
@NullMarked
package io.antiphon.ports;

import org.jspecify.annotations.NullMarked;
