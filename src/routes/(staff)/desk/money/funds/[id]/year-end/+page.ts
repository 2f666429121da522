/** Script says, while one types, how an amount will be read. */
export const csr = true;
