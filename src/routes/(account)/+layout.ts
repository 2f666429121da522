/** Pages about oneself need no script. */
export const csr = false;
