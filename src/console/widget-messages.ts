/**
 * What the loader in the shop's page and the widget in the frame tell each other, by `postMessage`, each only to
 * the other's exact origin. Types only: the two are built apart.
 */
export type ToFrame =
  | { readonly baton: 'open'; readonly takesFocus: boolean }
  | { readonly baton: 'closed' }
  | { readonly baton: 'identify'; readonly call: number; readonly identity: string }
  | { readonly baton: 'logout'; readonly call: number };

export type ToLoader =
  | { readonly baton: 'ready'; readonly look: LauncherLook }
  | { readonly baton: 'unread'; readonly count: number; readonly label: string }
  | { readonly baton: 'close' }
  | { readonly baton: 'done'; readonly call: number; readonly isDone: boolean };

/** How the launcher looks and what it is called: the frame knows languages and colours, the loader stays small. */
export interface LauncherLook {
  readonly open: string;
  readonly close: string;
  readonly title: string;
  readonly language: string;
  readonly accent: string;
  readonly onAccent: string;
}
