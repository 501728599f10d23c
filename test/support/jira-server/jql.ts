import { expected, isReserved, JqlError, type JqlToken, tokenize } from './jql-tokens.js'
import type { SortKey } from './search-index.js'

export interface JqlClause {
  readonly field: 'project' | 'updated' | 'created' | 'key' | 'id'
  readonly operator: '=' | '>=' | '>' | '<=' | '<' | 'in'
  readonly values: readonly string[]
}

export interface Jql {
  readonly clauses: readonly JqlClause[]
  readonly order: readonly SortKey[]
}

const fields: Readonly<Record<string, JqlClause['field']>> = {
  project: 'project',
  updated: 'updated',
  updateddate: 'updated',
  created: 'created',
  createddate: 'created',
  key: 'key',
  issuekey: 'key',
  issue: 'key',
  id: 'id',
}

const operators: readonly string[] = [
  '=',
  '>=',
  '>',
  '<=',
  '<',
  'in',
] satisfies readonly JqlClause['operator'][]

/** Further ones that Jira has and that a sync does not need. */
const knownOperators: readonly string[] = ['!=', '~', 'is', 'not', 'was', 'changed']

/**
 * What a sync needs of JQL: `project`, `updated`, `created`, `key` and `id`, joined by `AND`, and
 * `ORDER BY` of up to seven of them. Anything else is refused, in Jira's words.
 */
export function parseJql(jql: string): Jql {
  return new JqlParser(tokenize(jql)).parse()
}

class JqlParser {
  readonly #tokens: readonly JqlToken[]
  #at = 0

  constructor(tokens: readonly JqlToken[]) {
    this.#tokens = tokens
  }

  parse(): Jql {
    const clauses: JqlClause[] = []
    if (!this.#isWord('order') && this.#token.kind !== 'end') {
      clauses.push(this.#clause())
      while (this.#isWord('and')) {
        this.#at++
        clauses.push(this.#clause())
      }
    }
    const order = this.#order()
    if (this.#token.kind !== 'end') throw expected("either 'OR' or 'AND'", this.#token)
    return { clauses, order }
  }

  get #token(): JqlToken {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1)
    if (token === undefined) throw new Error('a query always has an end')
    return token
  }

  #isWord(word: string): boolean {
    return this.#token.kind === 'word' && this.#token.text.toLowerCase() === word
  }

  #clause(): JqlClause {
    const field = this.#field()
    const sign = this.#token
    const operator = asOperator(sign.text.toLowerCase())
    if (operator === undefined) {
      if (!knownOperators.includes(sign.text.toLowerCase())) throw noOperator(sign)
      throw new JqlError(`The operator '${sign.text}' is not supported by the '${field}' field.`)
    }
    this.#at++
    if (
      (field === 'project' && operator !== '=' && operator !== 'in') ||
      (isDate(field) && operator === 'in')
    ) {
      throw new JqlError(`The operator '${operator}' is not supported by the '${field}' field.`)
    }
    return { field, operator, values: operator === 'in' ? this.#list() : [this.#value()] }
  }

  #field(): JqlClause['field'] {
    const name = this.#token
    if (name.kind !== 'word' && name.kind !== 'text') throw expected('either a field name', name)
    if (name.kind === 'word' && isReserved(name.text)) {
      throw new JqlError(
        `Error in the JQL Query: '${name.text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 1, character ${name.character})`,
      )
    }
    const field = fields[name.text.toLowerCase()]
    if (field === undefined) {
      throw new JqlError(`Field '${name.text}' does not exist or you do not have permission to view it.`)
    }
    this.#at++
    return field
  }

  #list(): readonly string[] {
    this.#sign('(')
    const values = [this.#value()]
    while (this.#token.text === ',' && this.#token.kind === 'operator') {
      this.#at++
      values.push(this.#value())
    }
    this.#sign(')')
    return values
  }

  #sign(text: string): void {
    if (this.#token.kind !== 'operator' || this.#token.text !== text) throw expected(`'${text}'`, this.#token)
    this.#at++
  }

  #value(): string {
    const value = this.#token
    if (value.kind === 'operator' || value.kind === 'end') {
      throw expected('either a value, list or function', value)
    }
    if (value.kind === 'word' && isReserved(value.text)) {
      throw new JqlError(
        `Error in the JQL Query: Expecting either a value, list or function but got '${value.text}'. You must surround '${value.text}' in quotation marks to use it as a value. (line 1, character ${value.character})`,
      )
    }
    this.#at++
    return value.text
  }

  #order(): readonly SortKey[] {
    if (!this.#isWord('order')) return []
    this.#at++
    if (!this.#isWord('by')) throw expected("'by'", this.#token)
    const order: SortKey[] = []
    do {
      this.#at++
      const field = this.#field()
      if (field === 'project') throw new JqlError(`Not able to sort using field '${field}'.`)
      const descending = this.#isWord('desc')
      if (descending || this.#isWord('asc')) this.#at++
      order.push({ field, descending })
    } while (this.#token.kind === 'operator' && this.#token.text === ',')
    if (order.length > 7) throw new JqlError('The ORDER BY clause can have at most 7 fields.')
    return order
  }
}

function noOperator(got: JqlToken): JqlError {
  if (got.kind === 'end') return expected('operator', got)
  return new JqlError(
    `Error in the JQL Query: Expecting operator but got '${got.text}'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character ${got.character})`,
  )
}

function asOperator(text: string): JqlClause['operator'] | undefined {
  return operators.includes(text) ? (text as JqlClause['operator']) : undefined
}

function isDate(field: JqlClause['field']): boolean {
  return field === 'updated' || field === 'created'
}
