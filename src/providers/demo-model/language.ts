/** The languages that the demo model speaks. */
export type Language = 'en' | 'de';

/** The language of the newest text that shows one; a mere order number shows none. */
export function languageOf(newestFirst: readonly string[]): Language {
  for (const text of newestFirst) {
    const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
    const german = words.filter((word) => germanWords.has(word) || /[äöüß]/.test(word)).length;
    const english = words.filter((word) => englishWords.has(word)).length;
    if (german !== english) return german > english ? 'de' : 'en';
  }
  return 'en';
}

const germanWords = wordSet(
  'ich du sie wir mein meine meinen meiner ihr ihre der die das den dem ein eine einen ist sind war wo wie wann was',
  'warum bitte danke hallo guten tag und oder aber nicht kein keine mit für von zu zum zur auf noch habe haben gibt',
  'kann können möchte will es bestellung paket geld zurück erstatten stornieren jacke hemd hose',
);

const englishWords = wordSet(
  'i you we my your the a an is are was where how when what why please thanks thank hello hi and or but not no with',
  'for from to of on it still have has do does can could would want need order parcel money back refund cancel',
);

function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}
