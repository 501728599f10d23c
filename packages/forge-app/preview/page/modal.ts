import { type FrameMessage, listen } from './messages.js'

/** What an app asks for to show another of its frontends over the page. */
export interface ModalOptions {
  readonly resource: string | null
  readonly size: string
  readonly title: string
  readonly onClose: (payload: unknown) => void
}

const widths: Readonly<Record<string, string>> = {
  small: '400px',
  medium: '600px',
  large: '800px',
  xlarge: '968px',
  max: '100vw',
  fullscreen: '100vw',
}

/** Opens it as a frame in a dialog of its own, until it closes itself or is closed. */
export function openModal({ resource, size, title, onClose }: ModalOptions): void {
  const dialog = document.createElement('dialog')
  dialog.className = 'uk-modal'
  dialog.style.width = widths[size] ?? '600px'
  dialog.ariaLabel = title
  const frame = document.createElement('iframe')
  frame.className = 'dialog-frame'
  frame.title = title
  const query = new URLSearchParams(window.location.search)
  if (resource !== null) query.set('resource', resource)
  frame.src = `./?${query}`
  dialog.append(frame)
  document.body.append(dialog)
  const forget = listen<FrameMessage>(
    () => frame.contentWindow,
    (message) => {
      if (message.kind === 'close' || message.kind === 'submit') end(message.payload)
    },
  )
  const end = (payload: unknown): void => {
    forget()
    dialog.remove()
    onClose(payload)
  }
  dialog.addEventListener('close', () => end(undefined), { once: true })
  dialog.showModal()
}
