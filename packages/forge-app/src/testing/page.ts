import { act } from 'react'
import { vi } from 'vitest'
import type { FakeJira } from './jira'
import { type Drawn, everythingIn, outlineOf, textOf } from './tree'

/** A module as somebody has it before them who reads, clicks and types. */
export class Page {
  readonly jira: FakeJira

  constructor(jira: FakeJira) {
    this.jira = jira
  }

  /** All that can be read, or all that can be read in a part. */
  text(part: Drawn = this.jira.drawn): string {
    return textOf(part)
  }

  all(type: string, part: Drawn = this.jira.drawn): readonly Drawn[] {
    return everythingIn(part).filter((node) => node.type === type)
  }

  /** The only one of its type, or the only one whose text contains `text`. */
  one(type: string, text = '', part: Drawn = this.jira.drawn): Drawn {
    const found = this.all(type, part).filter((node) => this.text(node).includes(text))
    const [only, ...more] = found
    if (only === undefined || more.length > 0) {
      throw new Error(`There are ${found.length} ${type} with “${text}” in:\n${outlineOf(part)}`)
    }
    return only
  }

  /** The dialog that is open. */
  dialog(): Drawn {
    return this.one('Modal')
  }

  /** What the buttons say, in a part or everywhere. */
  buttons(part: Drawn = this.jira.drawn): readonly string[] {
    return everythingIn(part).filter(isButton).map(textOf)
  }

  button(name: string, part: Drawn = this.jira.drawn): Drawn {
    const found = everythingIn(part).filter((node) => isButton(node) && this.text(node) === name)
    const [only, ...more] = found
    if (only === undefined || more.length > 0) {
      throw new Error(`There are ${found.length} buttons “${name}” among: ${this.buttons(part).join(', ')}`)
    }
    return only
  }

  /** The field that belongs to a label. */
  field(label: string, part: Drawn = this.jira.drawn): Drawn {
    const { labelFor } = this.one('Label', label, part).props
    const found = everythingIn(part).find(({ type, props }) => type !== 'Label' && props.id === labelFor)
    if (found === undefined) throw new Error(`The label “${label}” is that of no field.`)
    return found
  }

  /** The table that those who do not see it know by this name. */
  table(name: string, part: Drawn = this.jira.drawn): Drawn {
    const tables = this.all('DynamicTable', part)
    const found = tables.find(({ props }) => props.label === name)
    if (found !== undefined) return found
    throw new Error(`No table is called “${name}”, but: ${tables.map(({ props }) => props.label).join(', ')}`)
  }

  /** The row of a table in which something stands. */
  row(text: string, part: Drawn = this.jira.drawn): Drawn {
    return this.one('Row', text, part)
  }

  /** The texts of a table's cells, row by row. */
  cells(table: Drawn): readonly (readonly string[])[] {
    return this.all('Row', table).map((row) => this.all('Cell', row).map((cell) => this.text(cell)))
  }

  /**
   * Presses a button as Jira lets one: not while it is disabled or busy. One that submits, submits its form.
   */
  async click(name: string, part: Drawn = this.jira.drawn): Promise<void> {
    const button = this.button(name, part)
    if (button.props.isDisabled === true) throw new Error(`The button “${name}” is disabled.`)
    if (button.props.isLoading === true) throw new Error(`The button “${name}” is busy.`)
    if (button.props.type !== 'submit') return await this.#do(button, 'onClick')
    const forms = this.all('Form').filter((form) => everythingIn(form).includes(button))
    await Promise.all(forms.map((form) => this.#do(form, 'onSubmit')))
  }

  async type(label: string, text: string): Promise<void> {
    await this.#do(this.field(label), 'onChange', { target: { value: text, type: 'text' } })
  }

  /** Chooses by what is written there: one, several, or none. */
  async choose(label: string, choice: string | readonly string[] | null): Promise<void> {
    const field = this.field(label)
    const options = field.props.options as readonly { readonly label: string }[]
    const chosen = (wanted: string): unknown => {
      const option = options.find((one) => one.label === wanted)
      if (option === undefined) throw new Error(`“${wanted}” is not offered under “${label}”.`)
      return option
    }
    const value = typeof choice === 'string' ? chosen(choice) : (choice?.map(chosen) ?? null)
    await this.#do(field, 'onChange', value)
  }

  /** Flips a toggle. */
  async flip(label: string): Promise<void> {
    const toggle = this.field(label)
    await this.#do(toggle, 'onChange', { target: { checked: !toggle.props.isChecked, type: 'checkbox' } })
  }

  /** Chooses one of a group of radio buttons. */
  async pick(label: string): Promise<void> {
    for (const group of this.all('RadioGroup')) {
      const options = group.props.options as readonly { readonly label: string; readonly value: string }[]
      const option = options.find((one) => one.label === label)
      if (option !== undefined) {
        return await this.#do(group, 'onChange', { target: { value: option.value, type: 'radio' } })
      }
    }
    throw new Error(`No radio button says “${label}”.`)
  }

  async openTab(name: string): Promise<void> {
    const titles = this.all('Tab').map((tab) => this.text(tab))
    await this.#do(this.one('Tabs'), 'onChange', titles.indexOf(name))
  }

  /** What the newest flag says. */
  flag(): string | undefined {
    return this.jira.flags.at(-1)?.title
  }

  /** Presses what the newest flag offers. */
  async undo(): Promise<void> {
    const offered = this.jira.flags.at(-1)?.actions?.[0]
    if (offered === undefined) throw new Error('The newest flag offers nothing.')
    await this.settle(() => offered.onClick())
  }

  /** The questions that reached the server, as `GET /forge/issue`. */
  asked(): readonly string[] {
    return this.jira.calls.map(({ endpoint }) => endpoint)
  }

  /** What the newest question to the server was sent. */
  sent(): unknown {
    return this.jira.calls.at(-1)?.body
  }

  /** Lets time pass, for tests that hold it. */
  async wait(milliseconds: number): Promise<void> {
    await this.settle(() => vi.advanceTimersByTimeAsync(milliseconds))
  }

  /** Does something and waits until nothing more comes of it. */
  async settle(what: () => unknown = () => undefined): Promise<void> {
    await act(async () => {
      await what()
      for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    })
    for (const complaint of this.jira.complaints) throw complaint
  }

  async #do(node: Drawn, handler: string, ...values: readonly unknown[]): Promise<void> {
    const handle = node.props[handler]
    if (typeof handle !== 'function') throw new Error(`${node.type} does not listen to ${handler}.`)
    // Not awaited: what it starts may be held by the test.
    await this.settle(() => {
      handle(...values)
    })
  }
}

function isButton({ type }: Drawn): boolean {
  return type === 'Button' || type === 'LoadingButton'
}
