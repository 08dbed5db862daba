import { english } from '../../chat/texts/english.ts';

/** The console speaks English; times are the operator's own. */
export const transcriptTexts = { ...english, locale: navigator.language };
