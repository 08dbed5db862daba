import { any, type PersonPhrases, some } from './phrase-parts.ts';

const withPerson =
  '(?:(?:insan|insanlar|operator|danisman|calisan|calisaniniz|mudur|mudurunuz)(?:la|le| ile)|(?:kisi|temsilci|temsilcisi|temsilciniz|yetkili|yetkilisi|biri|birisi|hizmetleri)(?:yle|le| ile))';
const toPerson =
  '(?:insana|kisiye|temsilciye|temsilcisine|temsilcinize|yetkiliye|operatore|hizmetlerine|birine|birisine|destege)';
const person = '(?:insan|kisi|(?:musteri )?temsilci(?:si)?|yetkili|operator|musteri hizmetleri|canli destek)';
const filler = 'gercek|canli|bir|musteri|baska|lutfen|tane';

/** How to ask for a person in Turkish. */
export const tr: PersonPhrases = {
  asks: [
    `${withPerson} ${any(2)}(?:konus(?:mak|abil|sam|ayim)|gorus(?:mek|ebil|sem|eyim)|yazismak|iletisime|baglan)\\p{L}*(?! istemiyor)`,
    `${toPerson} ${any(2)}(?:bagla|aktar|yonlendir|ulas(?:mak|abil))\\p{L}*(?! istemiyor)`,
    `(?:gercek|canli) ${some(filler)}(?:${person}|destek) (?:istiyorum|lazim|var mi|rica)`,
    `${some(filler)}(?:insan|(?:musteri )?temsilci(?:si)?|yetkili|canli destek) (?:istiyorum|lazim|rica ediyorum)`,
    `beni (?:geri )?ara(?:yin|r misiniz|yabilir misiniz)`,
    `(?:bot|robot|makine|yapay zeka|bilgisayar)(?:la|le|yla|yle| ile) ${any(2)}(?:konus|gorus|yazis)\\p{L}* istemiyor\\p{L}*`,
  ],
  takenBack: 'dun',
  alone: `${some(filler)}${person}`,
};
