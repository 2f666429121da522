// The one page of an applicant that has script: it saves while one types and says what the norm permits.
export const csr = true;
