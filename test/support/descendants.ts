/** Everything below a ticket at any depth, once each, and never the ticket itself. */
export function descendantsOf<Ticket extends { readonly key: string; readonly parentKey: string | null }>(
  key: string,
  tickets: readonly Ticket[],
): readonly Ticket[] {
  let known = new Set([key])
  for (let size = 0; size !== known.size; ) {
    size = known.size
    const children = tickets.filter((ticket) => ticket.parentKey !== null && known.has(ticket.parentKey))
    known = new Set([...known, ...children.map((ticket) => ticket.key)])
  }
  return tickets.filter((ticket) => ticket.key !== key && known.has(ticket.key))
}
