/** Values in an order that stays right while they come and go. No two of them may compare as equal. */
export class SortedList<Value> {
  readonly #compare: (a: Value, b: Value) => number
  readonly #values: Value[]

  constructor(values: Iterable<Value>, compare: (a: Value, b: Value) => number) {
    this.#compare = compare
    this.#values = [...values].sort(compare)
  }

  add(value: Value): void {
    this.#values.splice(
      this.#position((other) => this.#compare(other, value) < 0),
      0,
      value,
    )
  }

  remove(value: Value): void {
    const at = this.#position((other) => this.#compare(other, value) < 0)
    if (this.#values[at] === value) this.#values.splice(at, 1)
  }

  /** The values from the first one on of which `before` is not true. */
  *from(before: (value: Value) => boolean): Generator<Value> {
    for (let at = this.#position(before); at < this.#values.length; at++) {
      const value = this.#values[at]
      if (value !== undefined) yield value
    }
  }

  #position(before: (value: Value) => boolean): number {
    let low = 0
    let high = this.#values.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const value = this.#values[middle]
      if (value !== undefined && before(value)) low = middle + 1
      else high = middle
    }
    return low
  }
}
