/** Says what went wrong in the app's own code, over it: in Jira it would be lost in a console. */
export function showFailure(error: unknown): void {
  const box = document.createElement('pre')
  box.className = 'uk-unknown'
  box.textContent = `The app failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  document.body.prepend(box)
}
