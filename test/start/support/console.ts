/** Who the first admin of a started Baton is. */
export const admin = { ADMIN_EMAIL: 'ada@example.com', ADMIN_PASSWORD: 'correct horse battery' };

export type Console = Awaited<ReturnType<typeof openConsole>>;

/** What an operator's browser does: logged in as the admin, with their cookie and the product's own origin. */
export async function openConsole(address: string) {
  const headers = { 'content-type': 'application/json', origin: address };
  const login = await fetch(`${address}/v1/operator/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: admin.ADMIN_EMAIL, password: admin.ADMIN_PASSWORD }),
  });
  if (login.status !== 200) throw new Error(`login: ${login.status} ${await login.text()}`);
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { operator } = (await login.json()) as { operator: { id: string } };

  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it expects
  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<any> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  return {
    operatorId: operator.id,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: object = {}) => ask('POST', path, body),
    /** All pages of a list. */
    // biome-ignore lint/suspicious/noExplicitAny: each test knows what it expects
    async all(path: string): Promise<any[]> {
      const items: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await ask('GET', cursor === '' ? path : `${path}?cursor=${encodeURIComponent(cursor)}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return items;
    },
  };
}
