/** Six megabytes of tickets, one a line, and what happens when two thirds of them have been read. */
export async function* interrupted(interrupt: () => unknown): AsyncGenerator<string> {
  for (let index = 0; index < 6_000; index++) {
    if (index === 4_000) await interrupt()
    const ticket = { key: `SHOP-${index}`, summary: 's', status: 'Open', description: 'x'.repeat(1_000) }
    yield `${JSON.stringify(ticket)}\n`
  }
}
