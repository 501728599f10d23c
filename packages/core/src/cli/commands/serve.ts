import type { Command } from 'commander'
import { plural } from '../../formatting.js'
import { ensureAdministrator } from '../administrator.js'
import { type Context, withAtmosfera } from '../context.js'
import { type CommonOptions, parseInteger, withCommonOptions } from '../options.js'
import type { Streams } from '../terminal.js'

interface ServeOptions extends CommonOptions {
  readonly port?: number
  readonly host?: string
  readonly createAdmin?: string
}

/** `atmosfera serve`: the API and the pages, until it is told to end. */
export function addServe(program: Command, streams: Streams): void {
  withCommonOptions(
    program
      .command('serve')
      .description('Serve the API, the pages and the rest until SIGINT or SIGTERM.')
      .option('--port <number>', 'where to listen; 0 for any that is free (default: 3000)', parseInteger)
      .option('--host <name>', 'on which address; 0.0.0.0 for all (default: localhost)')
      .option(
        '--create-admin <name>',
        'an administrator who manages every project; the password is $ATMOSFERA_ADMIN_PASSWORD, or made up and shown',
      ),
  ).action((options: ServeOptions) => serveUntilTold(options, streams))
}

async function serveUntilTold(options: ServeOptions, streams: Streams): Promise<void> {
  // Loaded here alone: no other command needs what a server is made of.
  const [{ serve }, { createLog }, { serverOptionsOf }] = await Promise.all([
    import('../../server/serve.js'),
    import('../log.js'),
    import('../server-environment.js'),
  ])
  await withAtmosfera(streams, options, async (context) => {
    const { atmosfera, terminal } = context
    await prepareAdministrator(context, options)
    const logger = createLog(streams.stdout, options.quiet === true ? 'warn' : 'info')
    const server = await serve(atmosfera, {
      port: options.port,
      hostname: options.host,
      logger,
      ...serverOptionsOf(streams.env),
    })
    // Before it is said: whoever reads it may end it at once.
    const end = told()
    terminal.note(`Serving on ${server.url}. End with Ctrl+C.`)
    await end
    terminal.note('Ending: requests under way finish first.')
    await server.close()
  })
}

async function prepareAdministrator(
  { services, terminal }: Context,
  { createAdmin }: ServeOptions,
): Promise<void> {
  if (createAdmin !== undefined) {
    const given = terminal.streams.env.ATMOSFERA_ADMIN_PASSWORD
    const { isNew, password, projects } = await ensureAdministrator(services, createAdmin, given)
    const shown = password === undefined ? '' : ` with the password ${password} (shown this once)`
    terminal.note(
      `${isNew ? 'Created' : 'There is'} ${createAdmin}${shown}, who manages ${plural(projects, 'project')}.`,
    )
    return
  }
  const { items } = await services.users.list({ limit: 1 })
  if (items.length === 0) terminal.note('Nobody can sign in yet: add --create-admin NAME.')
}

/** Whoever runs this ends it: by Ctrl+C, or as service managers do. */
async function told(): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
      resolve()
    }
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
  })
}
