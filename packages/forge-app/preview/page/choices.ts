/** The switches as they are set; they are kept in the address, so that it can be passed on. */
export interface Choices {
  readonly module: string
  readonly account: string
  readonly issue: string
  readonly locale: string
  readonly theme: 'light' | 'dark'
  readonly width: 'full' | 'narrow'
  readonly state: string
  /** Whether a gadget is being set up; undefined as long as nobody said. */
  readonly isEditing: boolean | undefined
  /** What a gadget was told to show, as JSON. */
  readonly gadget: string | undefined
}

/** A gadget that was never set up is, first of all. */
export function gadgetIsEdited({ isEditing, gadget }: Choices): boolean {
  return isEditing ?? gadget === undefined
}

export function readChoices(firstModule: string): Choices {
  const query = new URLSearchParams(window.location.hash.slice(1))
  const editing = query.get('editing')
  return {
    module: query.get('module') ?? firstModule,
    account: query.get('account') ?? 'administrator',
    issue: query.get('issue') ?? 'SHOP-404',
    locale: query.get('locale') ?? 'en-US',
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    width: query.get('width') === 'narrow' ? 'narrow' : 'full',
    state: query.get('state') ?? 'usual',
    isEditing: editing === null ? undefined : editing === 'true',
    gadget: query.get('gadget') ?? undefined,
  }
}

export function storeChoices({ isEditing, ...others }: Choices): void {
  const told = { ...others, editing: isEditing === undefined ? undefined : String(isEditing) }
  const entries = Object.entries(told).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  )
  window.history.replaceState(null, '', `#${new URLSearchParams(entries)}`)
}
