import type { AssistantSettings } from '../domain/manifest.ts';
import type { AnsweringModel, Env } from './assistant.ts';
import type { Mistake } from './mistake.ts';

/** The model that answers, with its address and key from the environment; and what is missing or wrong there. */
export function resolveModel(
  file: string,
  { models, model }: Pick<AssistantSettings, 'models' | 'model'>,
  env: Env,
): { model: AnsweringModel; mistakes: Mistake[] } {
  const settings = models[model];
  if (!settings) throw new Error(`no model named ${model}`);
  const { baseUrlEnv, apiKeyEnv } = settings;
  const baseUrl = baseUrlEnv ? env[baseUrlEnv] : undefined;
  const apiKey = apiKeyEnv ? env[apiKeyEnv] : undefined;
  const mistakes: Mistake[] = [];
  const demand = (field: string, expected: string) =>
    mistakes.push({ file, field: `models.${model}.${field}`, expected });
  if (baseUrlEnv && !isHttpUrl(baseUrl))
    demand('baseUrlEnv', `expected ${baseUrlEnv} to be set to an http(s) URL`);
  if (apiKeyEnv && !apiKey) demand('apiKeyEnv', `expected ${apiKeyEnv} to be set`);
  return { model: { ...settings, ...(baseUrl && { baseUrl }), ...(apiKey && { apiKey }) }, mistakes };
}

const isHttpUrl = (text: string | undefined) => /^https?:$/.test(URL.parse(text ?? '')?.protocol ?? '');
