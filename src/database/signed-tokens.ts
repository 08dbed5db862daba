import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../domain/ids.ts';
import type { Database } from './open-database.ts';

/** Signs the ids of what a bearer may do: the same token for each id, and none that could be guessed. */
export function createSignedTokens(db: Database, what: SignedThing) {
  let key: Promise<string> | undefined;
  const sign = (secret: string, id: string) => createHmac('sha256', secret).update(`${what}:${id}`).digest();
  const signingKey = () => {
    key ??= findOrMakeKey(db, keyNames[what]).catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  };

  return {
    of: async (id: string): Promise<string> => `${id}.${sign(await signingKey(), id).toString('base64url')}`,

    /** The id that a token stands for; undefined for whatever we have not signed. */
    async read(token: string): Promise<string | undefined> {
      const [id = '', signature = '', ...more] = token.split('.');
      if (!isUuid(id) || signature.length !== signatureTextLength || more.length > 0) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const right = sign(await signingKey(), id.toLowerCase());
      return given.length === right.length && timingSafeEqual(given, right) ? id.toLowerCase() : undefined;
    },
  };
}

/** 32 bytes in base64url. */
const signatureTextLength = 43;
const keyNames = { callback: 'callbacks', 'decision-link': 'decision-links' } as const;

/** What tokens are signed for: one of the one kind is none of the other. */
export type SignedThing = keyof typeof keyNames;

/** Made once, by whichever process needs it first. */
async function findOrMakeKey(db: Database, keyName: string): Promise<string> {
  await db
    .insertInto('signing_keys')
    .values({ name: keyName, key: randomBytes(32).toString('base64url') })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const { key } = await db
    .selectFrom('signing_keys')
    .select('key')
    .where('name', '=', keyName)
    .executeTakeFirstOrThrow();
  return key;
}
