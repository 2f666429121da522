/** With script, amounts are read back while they are typed. */
export const csr = true;
