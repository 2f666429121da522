/** A commune is found while typing its name, and amounts are read back. */
export const csr = true;
