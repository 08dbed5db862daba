// PLACEHOLDER of the lead so that others can run; the owner of this file replaces it.
export const injectionSignals = (_text: string): readonly string[] => [];
