import type { Lexicon } from './lexicon.ts';

/**
 * Words of the knowledge that are this word in another form, where PostgreSQL's rules don't see it: for Germanic
 * languages "liefert", "liefern" and "Lieferung" are three words to them, and "auszahlen" isn't in "ausgezahlt".
 */
export function kinOf(plain: string, lexicon: Lexicon): readonly string[] {
  const kin = new Set<string>();
  for (const core of coresOf(plain))
    for (const word of lexicon.beginning(core)) if (endings.has(word.slice(core.length))) kin.add(word);
  kin.delete(plain);
  return [...kin].slice(0, kinMax);
}

/** What is left of a word without its ending; of a verb that can be parted, with and without what stands between. */
function coresOf(plain: string): ReadonlySet<string> {
  const bare = [...endings]
    .filter((ending) => plain.endsWith(ending) && plain.length - ending.length >= coreMin)
    .map((ending) => plain.slice(0, plain.length - ending.length));
  return new Set(bare.flatMap((core) => [core, ...partedForms(core)]));
}

function partedForms(core: string): string[] {
  const prefix = prefixes.find((each) => core.startsWith(each) && core.length - each.length >= verbMin);
  if (prefix === undefined) return [];
  const verb = core.slice(prefix.length).replace(/^(?:ge|zu)(?=.{3})/, '');
  return ['', 'ge', 'zu'].map((between) => `${prefix}${between}${verb}`);
}

const coreMin = 4;
const verbMin = 3;
const kinMax = 12;

/** Of verbs that are parted, longer ones first. Without accents, as all words here. */
const prefixes = [
  ...['zusammen', 'zuruck', 'weiter', 'heraus', 'hinaus', 'nach', 'fest'],
  ...['auf', 'aus', 'bei', 'ein', 'los', 'mit', 'vor', 'weg', 'ab', 'an', 'um', 'zu'],
];

const endings: ReadonlySet<string> = new Set([
  ...['', 'e', 'n', 's', 't', 'en', 'er', 'es', 'em', 'et', 'st', 'est', 'te', 'ten', 'tet', 'ter', 'tes'],
  ...['ete', 'eten', 'ung', 'ungen', 'ing', 'ingen', 'end', 'ende', 'enden', 'bar', 'lich'],
]);
