import type { Citation } from '../../domain/message.ts';
import type { ChatTexts } from './chat-texts.ts';
import { WebLink } from './message-text.tsx';
import { webUrl } from './web-url.ts';

/** What an answer rests on; each source opens to the passage itself. */
export function Citations(props: { readonly citations: readonly Citation[]; readonly texts: ChatTexts }) {
  const { citations, texts } = props;
  return (
    <div class="citations">
      <p class="citations-title">{texts.sources}</p>
      <ul>
        {citations.map((citation) => (
          <li>
            <Source citation={citation} texts={texts} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Source({ citation, texts }: { readonly citation: Citation; readonly texts: ChatTexts }) {
  const url = webUrl(citation.url);
  return (
    <details>
      <summary>
        <bdi>{citation.title}</bdi>
      </summary>
      <blockquote dir="auto">{citation.passage}</blockquote>
      {url && (
        <p class="citations-link">
          <WebLink text={url.host + url.pathname} url={url.href} host={url.host} texts={texts} />
        </p>
      )}
    </details>
  );
}
