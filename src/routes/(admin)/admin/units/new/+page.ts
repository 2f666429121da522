/** The commune is found by typing any name it has or had. */
export const csr = true;
