import { PlainText } from '../../chat/message-text.tsx';
import type { Note } from '../data/shapes.ts';
import { time } from '../words.ts';
import { transcriptTexts } from './transcript-texts.ts';

/** A colleague's note, where it was written: in a tone of its own, so that nobody takes it for something that was said. */
export const NoteItem = ({ note: { by, text, at } }: { readonly note: Note }) => (
  <li class="utterance internal-note">
    <p class="meta">
      <strong>
        Note by <bdi>{by.email}</bdi>
      </strong>{' '}
      <time dateTime={at}>{time(at)}</time> · only colleagues see it
    </p>
    <PlainText text={text} texts={transcriptTexts} />
  </li>
);
