/** No page ships script unless the layout of its audience asks for it: forms and links need none. */
export const csr = false;
