/** The plans of what is measured, ours and the references', with everything that functions do inside. */
import type { BenchDatabase } from './database.js'
import { write } from './report.js'
import type { Case } from './turns.js'

const settings = {
  log_min_duration: '0',
  log_analyze: 'on',
  log_buffers: 'on',
  log_nested_statements: 'on',
  log_level: 'notice',
} as const

/** Runs each case once more with its plans written to bench/results/plans. On servers only. */
export async function writePlans(
  { kind, admin, remarks }: BenchDatabase,
  cases: readonly Case[],
): Promise<void> {
  if (kind !== 'postgres') return
  for (const [name, value] of Object.entries(settings)) {
    await admin(`ALTER SYSTEM SET auto_explain.${name} TO ${value}`)
  }
  await admin('SELECT pg_reload_conf()')
  for (const one of cases) {
    const sides = { ours: () => one.ours(), reference: () => one.theirs() }
    for (const [side, run] of Object.entries(sides)) {
      // Twice, because a session hears of the settings with its next statement.
      await run()
      remarks.length = 0
      await run()
      const name = `${one.name} ${one.size ?? ''} ${side}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
      await write(`plans/${name}.txt`, `${remarks.filter(isOfNote).join('\n\n')}\n`)
    }
  }
  await admin('ALTER SYSTEM RESET ALL')
  await admin('SELECT pg_reload_conf()')
  console.log('Written: bench/results/plans/*.txt')
}

/** Policies ask for what a user may see, over and over, in next to no time. */
function isOfNote(remark: string): boolean {
  const milliseconds = /^duration: ([\d.]+) ms/.exec(remark)?.[1]
  return Number(milliseconds) >= 0.1
}
