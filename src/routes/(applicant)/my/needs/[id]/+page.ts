// A photo is made small before it is sent, and stays chosen when the line breaks.
export const csr = true;
