import { canonicalLocale } from '../chat/canonical-locale.ts';

/** What the operator's browser writes times by. */
export const ownLocale = canonicalLocale(navigator.language) || 'en';
