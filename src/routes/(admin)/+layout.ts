/** Works without script; with it, forms keep the page in place and menus close by themselves. */
export const csr = true;
