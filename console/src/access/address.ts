/** The address that the first owner bears until they give one, which no letter reaches. */
const MADE_UP = /^owner@[0-9a-f]{32}\.local$/;

/** Somebody's own address; empty where they have given none. */
export const ownAddress = (email: string): string => (MADE_UP.test(email) ? '' : email);
