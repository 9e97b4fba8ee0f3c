package io.antiphon.audio;

/**
 * The two curves that keep a network's numbers small, to 1e-6, from additions, multiplications and one division, so that
 * a loop of them is done several at a time and gives the same bits on every machine. The quotient of polynomials is that
 * of <a href="https://gitlab.com/libeigen/eigen">Eigen</a>'s {@code ptanh}.
 */
final class Squash {
    /** From here on the curve is 1. */
    private static final double END = 9;

    private Squash() {}

    /** The hyperbolic tangent. */
    static double tanh(double x) {
        double in = Math.max(-END, Math.min(END, x));
        double square = in * in;
        double above = -2.76076847742355e-16;
        above = above * square + 2.00018790482477e-13;
        above = above * square - 8.60467152213735e-11;
        above = above * square + 5.12229709037114e-08;
        above = above * square + 1.48572235717979e-05;
        above = above * square + 6.37261928875436e-04;
        above = above * square + 4.89352455891786e-03;
        double below = 1.19825839466702e-06;
        below = below * square + 1.18534705686654e-04;
        below = below * square + 2.26843463243900e-03;
        below = below * square + 4.89352518554385e-03;
        return in * above / below;
    }

    /** The logistic function, 1 / (1 + e^-x). */
    static double logistic(double x) {
        return 0.5 + 0.5 * tanh(0.5 * x);
    }
}
