import { conceptsOfWord } from './concepts.ts';

/** Words of descriptions and of talk that say nothing about either, as concepts. */
export const fillers: ReadonlySet<string> = new Set(
  [
    'find look check list show search fetch read get tell know this that with from have such like take they them their what',
    'which will would could does only once part also its name number please want need customer the and you your are was',
    'were has had got can may still any some one for these those there here about into use uses when how did not yes shop',
    'things thing something anything me my our us of on in at to is it be do if so as by an or we hi hello hey thanks thank then too',
    'der die das den dem des ein eine einen einer einem und oder ich sie wir ihr ihre ihren mir uns mein meine meinen ist sind',
    'war habe haben habt hat man es er auch bitte danke hallo für mit von vom zum zur auf aus bei wie was wann welche welcher',
    'welches kann können könnt könnte möchte will brauche suche nicht heute gerade wenn dann denn eigentlich mal etwas sachen',
    'should would im ive id smth sth stuff pls plz ok okay cm kg außerdem ausserdem übrigens actually also lol guys leute mir dir wird wieder doch denn halt eben bekommen bekomme kriegen get noch thing',
    'nun now tun machen mache mach next weiter too zu as other jetzt sonst yet already schon nur just really lange long much many day days tage ware waren artikel article articles',
  ]
    .join(' ')
    .split(' ')
    .flatMap(conceptsOfWord)
    .filter(
      (concept) => concept !== 'status' && concept !== 'days' && concept !== 'many' && concept !== 'hours',
    ),
);
