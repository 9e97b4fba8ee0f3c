/** Documents in, passages out: readers, chunks, an index on disk, two legs of search, and a calibrated refusal. */
@NullMarked
package io.antiphon.knowledge;

import org.jspecify.annotations.NullMarked;
