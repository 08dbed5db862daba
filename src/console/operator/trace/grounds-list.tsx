import type { TracedTurn } from '../data/shapes.ts';
import { plain } from '../words.ts';
import { groundsOf } from './grounds.ts';

interface GroundsListProps {
  readonly turn: TracedTurn;
  readonly onShowStep: (stepId: string) => void;
}

/** Which statement of the answer rests on what: passages that the model named, results that hold what it says. */
export function GroundsList({ turn, onShowStep }: GroundsListProps) {
  const statements = groundsOf(turn);
  if (statements.length === 0) return null;
  const passageOf = new Map(turn.passages.map((passage) => [passage.number, passage]));
  return (
    <section class="grounds" aria-label="What the answer rests on">
      <h3>What the answer rests on</h3>
      <ol>
        {statements.map(({ text, passages, tools }) => (
          <li>
            <p>{text}</p>
            {passages.map((number) => {
              const passage = passageOf.get(number);
              if (!passage) return <p class="faint">[{number}] names no passage; the mark was dropped.</p>;
              return (
                <details>
                  <summary>
                    [{number}] {passage.title} <span class="faint">{plain(passage.base)}</span>
                  </summary>
                  <blockquote>{passage.text}</blockquote>
                </details>
              );
            })}
            {tools.map(({ id, component }) => (
              <p>
                <button type="button" class="link" onClick={() => onShowStep(id)}>
                  the result of {plain(component)}
                </button>
              </p>
            ))}
            {passages.length === 0 && tools.length === 0 && <p class="faint">No source is named for it.</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
