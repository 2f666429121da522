/** With script, sums move while amounts are typed and changes come without a new page. */
export const csr = true;
