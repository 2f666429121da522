/** Sums follow what is typed; rows are pasted, added and undone. */
export const csr = true;
