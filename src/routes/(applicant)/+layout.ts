/** Pages stand on the server and ship no script; the few that help while one types switch it on themselves. */
export const csr = false;
