import { plain } from '../words.ts';
import { type Edit, type EditedField, editOf } from './edit-arguments.ts';

interface ArgumentsViewProps {
  readonly edit: Edit;
  /** What the assistant asked for: what differs from it is shown beside it. */
  readonly original: unknown;
  /** Given where they may be changed. */
  readonly onEdit?: (edit: Edit) => void;
}

/** What a tool would be called with, field by field. */
export function ArgumentsView({ edit, original, onEdit }: ArgumentsViewProps) {
  const before = new Map(editOf(original).map((field) => [field.name, field.text]));
  const change = (name: string, text: string) =>
    onEdit?.(edit.map((field) => (field.name === name ? { ...field, text } : field)));
  return (
    <dl class="arguments">
      {edit.map((field) => (
        <div>
          <dt>{plain(field.name) || 'value'}</dt>
          <dd>
            {onEdit ? (
              <Field field={field} onChange={(text) => change(field.name, text)} />
            ) : (
              <Value field={field} />
            )}
            {before.get(field.name) !== field.text && (
              <del class="faint">
                <span class="visually-hidden">before: </span>
                {before.get(field.name)}
              </del>
            )}
          </dd>
        </div>
      ))}
      {[...before]
        .filter(([name]) => !edit.some((field) => field.name === name))
        .map(([name, text]) => (
          <div>
            <dt>{plain(name) || 'value'}</dt>
            <dd>
              <del class="faint">
                <span class="visually-hidden">before: </span>
                {text}
              </del>
            </dd>
          </div>
        ))}
    </dl>
  );
}

const Value = ({ field: { kind, text } }: { readonly field: EditedField }) =>
  kind === 'json' ? <pre>{text}</pre> : <bdi>{text}</bdi>;

interface FieldProps {
  readonly field: EditedField;
  readonly onChange: (text: string) => void;
}

function Field({ field: { name, kind, text }, onChange }: FieldProps) {
  const label = plain(name) || 'value';
  if (kind === 'boolean')
    return (
      <input
        type="checkbox"
        aria-label={label}
        checked={text === 'true'}
        onChange={({ currentTarget }) => onChange(String(currentTarget.checked))}
      />
    );
  if (kind === 'json')
    return (
      <textarea
        aria-label={label}
        rows={4}
        value={text}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  return (
    <input
      aria-label={label}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      value={text}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
