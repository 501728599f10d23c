/** What a frame asks of the page around it. */
export type FrameMessage =
  /** Jira would leave for another place. */
  | { readonly kind: 'navigate'; readonly location: Location }
  /** A form of Jira's own is done: a gadget's configuration. */
  | { readonly kind: 'submit'; readonly payload: unknown }
  | { readonly kind: 'close'; readonly payload: unknown }
  | { readonly kind: 'reload' }
  /** It listens from now on: what was said before, it has not heard. */
  | { readonly kind: 'ready' }

export interface Location {
  readonly url?: string
  readonly target?: string
  readonly moduleKey?: string
  readonly issueKey?: string
  readonly projectKey?: string
  readonly type?: 'same-tab' | 'new-tab'
}

/** What the page around tells a frame. */
export interface ThemeMessage {
  readonly kind: 'theme'
  readonly theme: 'light' | 'dark'
}

const mark = 'atmosfera-preview'

/** Says something to another window; a page that stands alone has nobody around it to tell. */
export function send(target: Window, message: FrameMessage | ThemeMessage): void {
  if (target !== window) target.postMessage({ mark, ...message }, window.location.origin)
}

/** Hears what is said by one window, and by no other. */
export function listen<Message extends FrameMessage | ThemeMessage>(
  from: () => Window | null | undefined,
  heard: (message: Message) => void,
): () => void {
  const listener = ({ source, origin, data }: MessageEvent): void => {
    if (source === from() && origin === window.location.origin && data?.mark === mark) heard(data as Message)
  }
  window.addEventListener('message', listener)
  return () => window.removeEventListener('message', listener)
}
