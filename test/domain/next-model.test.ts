import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FailureKind, failurePolicy } from '../../src/domain/failure-policy.ts';
import { fallbackChain } from '../../src/domain/fallback-chain.ts';
import { modelsToAsk } from '../../src/domain/models-to-ask.ts';
import { type Attempt, nextModel } from '../../src/domain/next-model.ts';

const model = (...fallback: string[]) => ({
  model: 'm',
  contextTokens: 10_000,
  outputTokensMax: 100,
  fallback,
});
const models = { small: model('backup'), large: model('small', 'backup'), backup: model('large') };

/** Who is asked, if every attempt fails in this way, until nobody is. */
function askedIf(chain: string[], kind: FailureKind | null): string[] {
  const past: Attempt[] = [];
  for (;;) {
    const next = nextModel(chain, past);
    if (next.kind === 'give up') return past.map(({ component }) => component);
    past.push({ component: next.tier, outcome: kind });
    assert.ok(past.length < 100, 'it comes to an end');
  }
}

test('a chain names everybody whom a model falls back on, once', () => {
  assert.deepEqual(fallbackChain(models, 'large'), ['large', 'small', 'backup']);
  assert.deepEqual(fallbackChain(models, 'backup'), ['backup', 'large', 'small']);
  assert.deepEqual(fallbackChain(models, 'constructor'), []);
});

test('a failure that may pass is met by the same model once more, then by the others, then by all in turn', () => {
  const asked = askedIf(['large', 'small'], 'transient');
  assert.deepEqual(asked.slice(0, 6), ['large', 'large', 'small', 'small', 'large', 'small']);
  assert.deepEqual(askedIf(['large'], 'unavailable').length, failurePolicy.unavailable.alone + 1);
  assert.deepEqual(askedIf(['large', 'small'], 'unavailable').slice(0, 3), ['large', 'small', 'large']);
});

test('a refusal, a wrong request and an empty account are taken elsewhere once, and never the same again', () => {
  for (const kind of ['refused', 'invalid', 'exhausted'] as const) {
    assert.deepEqual(askedIf(['large', 'small', 'backup'], kind), ['large', 'small', 'backup']);
    assert.deepEqual(askedIf(['large'], kind), ['large']);
  }
});

test('what a rule of ours held back is asked for once more and not elsewhere, a bug of ours never again', () => {
  assert.deepEqual(askedIf(['large', 'small'], 'withheld'), ['large', 'large']);
  assert.deepEqual(askedIf(['large', 'small'], 'bug'), ['large']);
});

test('attempts that a crash or a takeover cut blame no model, and are bounded all the same', () => {
  const asked = askedIf(['large', 'small'], null);
  assert.deepEqual(new Set(asked), new Set(['large']));
  assert.ok(asked.length <= 25);
});

test('a vendor that says when it may be asked again is asked then, and another model at once', () => {
  const limited: Attempt = { component: 'large', outcome: 'rate_limited', retryAtMs: 5_000 };
  assert.deepEqual(nextModel(['large'], [limited]), {
    kind: 'ask',
    tier: 'large',
    isAnother: false,
    atMs: 5_000,
  });
  assert.deepEqual(nextModel(['large', 'small'], [limited]), { kind: 'ask', tier: 'small', isAnother: true });
});

test('a vendor that wants to be left alone for long is not waited for while another may recover', () => {
  const past: Attempt[] = [
    { component: 'large', outcome: 'rate_limited', retryAtMs: 3_600_000 },
    { component: 'small', outcome: 'transient' },
    { component: 'small', outcome: 'transient' },
  ];
  assert.deepEqual(nextModel(['large', 'small'], past), { kind: 'ask', tier: 'small', isAnother: false });
});

test('with money short the small tier comes first, and who is not well comes last', () => {
  const conditions = { economy: 'none', troubled: new Map<string, string>(), smallTier: 'small' } as const;
  assert.deepEqual(modelsToAsk(models, 'large', conditions), ['large', 'small', 'backup']);
  assert.deepEqual(modelsToAsk(models, 'large', { ...conditions, economy: 'small' }), [
    'small',
    'backup',
    'large',
  ]);
  assert.deepEqual(
    modelsToAsk(models, 'large', { ...conditions, troubled: new Map([['large', 'is down']]) }),
    ['small', 'backup', 'large'],
  );
});
