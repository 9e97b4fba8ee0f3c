package io.antiphon.providers.local.mind;

/** What a caller may want that needs no knowledge, the weightiest first: one of these decides over those after it. */
enum Intent {
    GOODBYE,
    PERSON,
    WHO,
    REPEAT,
    THANKS,
    NO,
    YES,
    GREETING
}
