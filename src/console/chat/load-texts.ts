import { canonicalLocale } from './canonical-locale.ts';
import type { ChatTexts, WrittenTexts } from './chat-texts.ts';
import { english } from './texts/english.ts';

/** The languages besides English; a page loads the one that it needs. */
const others: Readonly<Record<string, () => Promise<WrittenTexts>>> = {
  de: async () => (await import('./texts/german.ts')).german,
  fr: async () => (await import('./texts/french.ts')).french,
  es: async () => (await import('./texts/spanish.ts')).spanish,
  it: async () => (await import('./texts/italian.ts')).italian,
  nl: async () => (await import('./texts/dutch.ts')).dutch,
};

/**
 * The texts in the first wished language that there is, English if none is. `wishes` are language tags, the dearest
 * first; whatever isn't one is passed over. Never rejects: English is always at hand.
 */
export async function loadTexts(wishes: readonly string[]): Promise<ChatTexts> {
  for (const wish of wishes) {
    const locale = canonicalLocale(wish);
    const language = locale.split('-')[0] ?? '';
    if (language === 'en') return { ...english, locale };
    const texts = Object.hasOwn(others, language) && (await others[language]?.().catch(() => null));
    if (texts) return { ...texts, locale };
  }
  return { ...english, locale: 'en' };
}
