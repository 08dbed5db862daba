// PLACEHOLDER of the lead so that others can run; the owner of this file replaces it.
export const wantsPerson = (_text: string): boolean => false;
