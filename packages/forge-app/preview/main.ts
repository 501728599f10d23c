import { parseArgs } from 'node:util'
import { startPreview } from './start.js'

/** `npm run preview -w packages/forge-app -- --port 4400`: the app in a browser, without an Atlassian account. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4400' } } })
  process.stdout.write('Starting an ATMosFera with the sample project ...\n')
  const preview = await startPreview({ port: Number(values.port) })
  process.stdout.write(`The preview is at ${preview.url} - end it with Ctrl+C.\n`)
  const end = (): void => {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
    void preview.close()
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
