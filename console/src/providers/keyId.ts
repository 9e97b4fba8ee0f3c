/** Under which the deletion of a vendor's key is known while it can be undone. */
export const keyId = (vendor: string): string => `key-of-${vendor}`;
