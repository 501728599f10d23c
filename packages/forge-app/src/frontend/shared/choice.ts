/** One of a Select. The platform leaves its type open, so that handlers have to say what they were given. */
export interface Choice<Value extends string = string> {
  readonly label: string
  readonly value: Value
}
