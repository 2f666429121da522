/** With script the progress moves by itself; without, the browser reloads the page. */
export const csr = true;
