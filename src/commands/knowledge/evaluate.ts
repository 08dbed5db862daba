import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { hitRate, type Measured, measureRetrieval } from '../../knowledge/quality/measure-retrieval.ts';
import { type Question, questionsShape } from '../../knowledge/quality/questions.ts';
import { createKnowledge } from '../../knowledge/search/knowledge.ts';
import type { KnowledgeScene } from './knowledge-scene.ts';

/**
 * Asks the questions of each `questions.json` beside a base's folder and prints how many find their passage. False: by
 * words alone it is less than nine in ten. Throws when there are no questions, or ones of a wrong shape.
 */
export async function evaluate(scene: KnowledgeScene): Promise<boolean> {
  const sets = await questionSets(scene);
  if (sets.length === 0) throw new Error('there is no questions.json beside the folder of any base');
  let isGood = true;
  for (const set of sets) {
    const words = await measure({ ...scene, embedderFor: () => undefined }, set);
    report(scene, set, 'by words alone', words);
    if (scene.embedderFor(set.assistant))
      report(scene, set, 'by words and meaning', await measure(scene, set));
    if (hitRate(words, among) < hitRateMin) isGood = false;
  }
  if (!isGood) scene.print(`less than ${hitRateMin} by words alone`);
  return isGood;
}

interface QuestionSet {
  readonly assistant: string;
  readonly bases: readonly string[];
  readonly questions: readonly Question[];
}

/** Bases that share a file are asked together. */
async function questionSets({ bases }: KnowledgeScene): Promise<QuestionSet[]> {
  const sets: QuestionSet[] = [];
  const byFile = Map.groupBy(bases, ({ assistant, folder }) => `${assistant}\n${dirname(folder)}`);
  for (const group of byFile.values()) {
    const [{ assistant, folder } = { assistant: '', folder: '' }] = group;
    const file = join(dirname(folder), 'questions.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined)
      sets.push({ assistant, bases: group.map(({ base }) => base), questions: parse(file, text) });
  }
  return sets;
}

function parse(file: string, text: string): readonly Question[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
  const parsed = questionsShape.safeParse(json);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function measure({ db, embedderFor, log }: KnowledgeScene, set: QuestionSet): Promise<Measured> {
  const { assistant, bases, questions } = set;
  const knowledge = createKnowledge({ db, embedderFor, log });
  return measureRetrieval(questions, async (text, limit) => {
    const { passages } = await knowledge.search({ assistant, bases, text, limit });
    return passages;
  });
}

function report({ print }: KnowledgeScene, set: QuestionSet, how: string, measured: Measured): void {
  const { assistant, bases, questions } = set;
  const languages = [...new Set(questions.map(({ language }) => language))].sort();
  const rates = [undefined, ...languages].map(
    (language) => `${language ?? 'all'} ${hitRate(measured, among, language).toFixed(3)}`,
  );
  print(
    `${assistant}/${bases.join('+')}: ${questions.length} questions, hit rate at ${among} ${how}: ${rates.join(', ')}`,
  );
  for (const { question, rank } of measured.ranks)
    if (rank === undefined)
      print(`  missed (${question.language}): ${question.question} → ${question.document}`);
}

const among = 5;
const hitRateMin = 0.9;
