import { english } from '../../chat/texts/english.ts';
import { ownLocale } from '../own-locale.ts';

/** The console speaks English; times are the operator's own. */
export const transcriptTexts = { ...english, locale: ownLocale };
