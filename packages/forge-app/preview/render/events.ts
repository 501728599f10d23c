/** What UI Kit passes to handlers instead of an event of the browser: the same, without what cannot be copied. */
export function eventFor(event: Event, type: string = event.type): object {
  return { ...sharedParts(event), type, target: targetOf(event.target) }
}

/** The event of a field that holds a value. */
export function changeEvent(event: Event, target: Readonly<Record<string, unknown>> = {}): object {
  return { ...sharedParts(event), type: 'change', target: { ...targetOf(event.target), ...target } }
}

function sharedParts(event: Event): object {
  const { bubbles, cancelable, defaultPrevented, eventPhase, isTrusted, timeStamp } = event
  return { bubbles, cancelable, defaultPrevented, eventPhase, isTrusted, timeStamp }
}

function targetOf(target: EventTarget | null): object {
  if (!(target instanceof Element)) return {}
  const common = { id: target.id, tagName: target.tagName }
  if (target instanceof HTMLInputElement) {
    const { value, checked, name, type } = target
    return { ...common, value, checked, name, type }
  }
  if (target instanceof HTMLTextAreaElement) {
    const { value, name, type, selectionStart, selectionEnd } = target
    return { ...common, value, name, type, selectionStart, selectionEnd }
  }
  return common
}
