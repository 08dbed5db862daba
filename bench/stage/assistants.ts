import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The assistants of the bench by their ids: one as an author would write it, one that has every call recorded. */
export const assistantIds = { asConfigured: 'usual', allDurable: 'durable' } as const;

/** Writes both assistants as a business would, with a small folder of knowledge each. */
export async function writeAssistants(folder: string): Promise<void> {
  await writeAssistant(folder, assistantIds.asConfigured, 'local');
  await writeAssistant(folder, assistantIds.allDurable, 'durable');
}

const definition = new URL('./bench-assistant.ts', import.meta.url).href;

async function writeAssistant(folder: string, id: string, run: 'local' | 'durable'): Promise<void> {
  const home = join(folder, id);
  await mkdir(join(home, 'knowledge'), { recursive: true });
  const source = `import { assistantOf } from '${definition}';\nexport default assistantOf('${id}', '${run}');\n`;
  await writeFile(join(home, 'assistant.ts'), source);
  for (const [topic, text] of Object.entries(knowledge))
    await writeFile(join(home, 'knowledge', `${topic}.md`), `# ${topic}\n\n${text}\n`);
}

const knowledge = {
  Delivery:
    'Orders leave on the day they are placed and arrive within three days. An order that is on its way can be found by its number.',
  Stock:
    'A shirt that is in stock can be kept for two days. What is not in stock comes back within two weeks.',
  Returns: 'Anything may be sent back within thirty days. The refund follows within a week.',
  Sizes: 'Shirts run small: between two sizes take the larger one.',
};
