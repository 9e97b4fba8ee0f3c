package io.antiphon.knowledge;

import java.util.Arrays;
import java.util.Set;

/** Words that callers wrap a question in and that say nothing about where its answer stands. */
final class SpokenEnglish {
    static final Set<String> STOP_WORDS = words("""
            a an the and but or nor if because as so than then of at by for with about to from in on into
            i me my mine myself we us our ours you your yours he him his she her hers it its they them their theirs
            this that these those here there who whom whose which what when where why how
            am is are was were be been being have has had having do does did doing done
            can could should would will shall may might must ought cannot
            not no yes ok okay please hello hi sir madam doctor um uh er hmm well oh
            tell know want need say said ask asking question explain wondering wonder
            get gets getting got give gives giving go goes going come comes let make makes making take takes taking
            really very too just also only even still some any all both each other such own same again now always
            thing things something anything someone anyone way ways like kind sort bit lot much many more most
            out up down off over
            s t d m ll re ve don doesn didn isn aren won im ive dont cant whats hes shes""");

    /** Who it is about and how it is framed; a page on the matter need not name them. Stemmed as the index is. */
    static final Set<String> FRAMING = words("""
            father mother dad mum mom mummi papa husband wife son daughter brother sister uncl aunt grandfath
            grandmoth grandma grandpa patient person peopl famili rel man woman child year old help do happen start
            mean suddenli think feel use work good bad best normal todai yesterdai try tri keep""");

    /** Words that lean on what was said before. */
    static final Set<String> POINTING =
            words("it its that this they them those these then else more again instead so there too");

    private SpokenEnglish() {}

    private static Set<String> words(String list) {
        return Set.copyOf(Arrays.asList(list.strip().split("\\s+")));
    }
}
