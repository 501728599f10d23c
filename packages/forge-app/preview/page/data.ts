/** What a page was given by the server. */
export function pageData<T>(): T {
  return JSON.parse(document.getElementById('data')?.textContent ?? '{}') as T
}

/** The element that a page is drawn into. */
export function elementOf(id: string): Element {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`The page has no element #${id}.`)
  return element
}
