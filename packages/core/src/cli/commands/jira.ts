import type { Command } from 'commander'
import { ValidationError } from '../../errors.js'
import { count, plural } from '../../formatting.js'
import type { JiraStatus, JiraSync, JiraWriteBackOptions, WriteBackReport } from '../../jira/types.js'
import { findProject, withAtmosfera } from '../context.js'
import { inProject } from '../import-into.js'
import { type CommonOptions, choice, collect, withCommonOptions, withProject } from '../options.js'
import { openCounter } from '../progress.js'
import type { Streams, Terminal } from '../terminal.js'

interface ProjectOptions extends CommonOptions {
  readonly project: string
}

interface ConnectOptions extends ProjectOptions {
  readonly url?: string
  readonly key: readonly string[]
  readonly epicLink?: string
  readonly team?: string
  readonly risk?: string
  readonly storeToken?: boolean
  readonly writeBack?: readonly (keyof JiraWriteBackOptions | 'nothing')[]
  readonly createProject?: boolean
}

interface SyncOptions extends ProjectOptions {
  readonly full?: boolean
  readonly issue?: readonly string[]
  readonly allowMassDeletion?: boolean
}

/** `jira connect`, `sync`, `status`, `webhook`, `write-back` and `app-code`. */
export function addJira(program: Command, streams: Streams): void {
  const jira = program.command('jira').description('keep tickets the same as in Jira')
  addConnect(jira, streams)
  addSync(jira, streams)
  addStatus(jira, streams)
  addWebhook(jira, streams)
  addWriteBack(jira, streams)
  addAppCode(jira, streams)
}

function withProjectOptions(command: Command): Command {
  return withProject(withCommonOptions(command))
}

function addConnect(jira: Command, streams: Streams): void {
  withProjectOptions(jira.command('connect'))
    .description('say which Jira projects hold the tickets of a project')
    .option('--url <address>', 'such as https://example.atlassian.net (default: $ATMOSFERA_JIRA_URL)')
    .requiredOption('--key <key>', 'the key of a Jira project; may be repeated', collect)
    .option('--epic-link <field>', 'the custom field of the epic link (default: the one that Jira declares)')
    .option('--team <field>', 'the custom field that holds the team, such as customfield_10001')
    .option('--risk <field>', 'the custom field that holds the risk; none forgets a field')
    .option('--store-token', 'store $ATMOSFERA_JIRA_TOKEN, encrypted with $ATMOSFERA_ENCRYPTION_KEY')
    .addOption(
      choice('--write-back <what>', 'what write-back writes to issues; may be repeated', [
        'property',
        'label',
        'comment',
        'nothing',
      ]).argParser(collect),
    )
    .option('--create-project', 'make the project if there is none of that name')
    .action(async (options: ConnectOptions) => {
      await withAtmosfera(streams, options, async (context) => {
        const baseUrl = options.url ?? streams.env.ATMOSFERA_JIRA_URL
        if (baseUrl === undefined) {
          const message = 'is missing: name the address of your Jira, or set ATMOSFERA_JIRA_URL'
          throw new ValidationError([{ path: '--url', message }])
        }
        const { epicLink, team, risk, writeBack } = options
        const connection = await inProject(context, options, ({ jira }, projectId) =>
          jira.connect({
            projectId,
            baseUrl,
            projectKeys: options.key,
            auth: options.storeToken === true ? tokenOf(streams.env) : undefined,
            fields: { epicLink: toField(epicLink), team: toField(team), risk: toField(risk) },
            writeBack: writeBack && Object.fromEntries(toWriteBack(writeBack)),
          }),
        )
        context.terminal.answer(connection, () => {
          const keys = connection.projectKeys.join(', ')
          return `Connected ${JSON.stringify(options.project)} to ${keys} at ${connection.baseUrl}.`
        })
        if (connection.auth === 'none') {
          context.terminal.note(
            'There are no credentials yet: set ATMOSFERA_JIRA_URL, ATMOSFERA_JIRA_EMAIL and ATMOSFERA_JIRA_TOKEN, or store them with --store-token.',
          )
        }
      })
    })
}

function addAppCode(jira: Command, streams: Streams): void {
  withProjectOptions(jira.command('app-code'))
    .description('make a code that connects a project of Jira, in the settings of the Jira app')
    .action(async (options: ProjectOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const { id } = await findProject(services, options.project)
        const made = await services.forge.createCode({ projectId: id })
        terminal.answer(made, () => `${made.code} is good once, until ${made.expiresAt.toISOString()}.`)
      })
    })
}

/** `none` forgets a field. */
function toField(given: string | undefined): string | null | undefined {
  return given === 'none' ? null : given
}

function tokenOf({ ATMOSFERA_JIRA_EMAIL: email, ATMOSFERA_JIRA_TOKEN: token }: Streams['env']) {
  if (token === undefined) {
    throw new ValidationError([{ path: '--store-token', message: 'set ATMOSFERA_JIRA_TOKEN first' }])
  }
  return email === undefined ? { bearer: token } : { email, token }
}

function toWriteBack(
  wanted: readonly (keyof JiraWriteBackOptions | 'nothing')[],
): readonly (readonly [string, boolean])[] {
  return wanted.filter((what) => what !== 'nothing').map((what) => [what, true] as const)
}

function addSync(jira: Command, streams: Streams): void {
  withProjectOptions(jira.command('sync'))
    .description('read what changed in Jira since the last time; everything, the first time')
    .option('--full', 'read everything, and find out what was deleted')
    .option('--issue <key>', 'read just this issue; may be repeated', collect)
    .option('--allow-mass-deletion', 'believe it where more than half of the tickets are gone')
    .action(async (options: SyncOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const { id } = await findProject(services, options.project)
        const counter = openCounter(terminal, 'issues read')
        try {
          const sync = await services.jira.sync({
            projectId: id,
            mode: options.full === true ? 'full' : undefined,
            keys: options.issue,
            allowMassDeletion: options.allowMassDeletion,
            onProgress: ({ processed }) => counter.show(processed),
          })
          counter.stop()
          terminal.answer(sync, () => describeSync(sync))
          tellRejected(terminal, sync.rejected)
        } finally {
          counter.stop()
        }
      })
    })
}

function describeSync(sync: JiraSync): string {
  const { type, processed, created, updated, unchanged, deleted } = sync
  const again = sync.resumed > 0 ? `, taken up again after ${plural(sync.resumed, 'interruption')}` : ''
  return `${capitalize(type)} synchronisation${again}: ${plural(processed, 'issue')} read; ${count(created)} created, ${count(updated)} updated, ${count(unchanged)} unchanged, ${count(deleted)} gone.`
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function tellRejected(
  terminal: Terminal,
  rejected: readonly { readonly key: string; readonly reason: string }[],
): void {
  for (const { key, reason } of rejected.slice(0, 20)) terminal.note(`Not stored: ${key}: ${reason}`)
  if (rejected.length > 20) terminal.note(`And ${count(rejected.length - 20)} more.`)
}

function addStatus(jira: Command, streams: Streams): void {
  withProjectOptions(jira.command('status'))
    .description('how a project and its Jira stand')
    .action(async (options: ProjectOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const { id } = await findProject(services, options.project)
        const status = await services.jira.status({ projectId: id })
        terminal.answer(status, () => describeStatus(status).join('\n'))
      })
    })
}

function describeStatus({ connection, running, last, watermark, webhooks }: JiraStatus): readonly string[] {
  const lines = [`Jira         ${connection.projectKeys.join(', ')} at ${connection.baseUrl}`]
  if (running !== null) {
    const { holder, processed, startedAt } = running
    const who = holder === null ? '' : ` by process ${holder.pid} on ${holder.host}`
    lines.push(
      `running      ${running.type}${who} since ${startedAt.toISOString()}, ${plural(processed, 'issue')} so far`,
    )
  }
  if (last !== null && last.id !== running?.id) lines.push(`last         ${describeLast(last)}`)
  lines.push(`up to date   ${watermark === null ? 'not yet' : `as of ${watermark.toISOString()}`}`)
  const received = webhooks.lastReceivedAt === null ? '' : `, last ${webhooks.lastReceivedAt.toISOString()}`
  lines.push(
    connection.webhookPath === null
      ? 'webhooks     none (atmosfera jira webhook)'
      : `webhooks     ${webhooks.pending} waiting, ${webhooks.failed} given up${received}`,
  )
  return lines
}

function describeLast(sync: JiraSync): string {
  const when = (sync.completedAt ?? sync.startedAt).toISOString()
  if (sync.interrupted) return `interrupted; the next one goes on from there. ${describeSync(sync)}`
  if (sync.status === 'failed') return `failed ${when}: ${sync.error ?? 'unknown'}`
  return `${when}. ${describeSync(sync)}`
}

function addWebhook(jira: Command, streams: Streams): void {
  withProjectOptions(jira.command('webhook'))
    .description('the address and the secret for a webhook of Jira')
    .option('--new-secret', 'replace the secret that there is')
    .action(async (options: ProjectOptions & { readonly newSecret?: boolean }) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const { id } = await findProject(services, options.project)
        const { webhookPath } = await services.jira.connection({ projectId: id })
        if (webhookPath !== null && options.newSecret !== true) {
          terminal.answer({ path: webhookPath }, () => `path     …${webhookPath}`)
          terminal.note('There is a secret already, which is not shown again; --new-secret replaces it.')
          return
        }
        const webhook = await services.jira.createWebhook({ projectId: id })
        terminal.answer(webhook, () => `path     …${webhook.path}\nsecret   ${webhook.secret}`)
        terminal.note('Give both to Jira (System, WebHooks). The secret is not shown again.')
      })
    })
}

function addWriteBack(jira: Command, streams: Streams): void {
  withProjectOptions(jira.command('write-back'))
    .description('tell the issues of their coverage, as jira connect says')
    .action(async (options: ProjectOptions) => {
      await withAtmosfera(streams, options, async ({ services, terminal }) => {
        const { id } = await findProject(services, options.project)
        const report = await services.jira.writeBack({ projectId: id })
        terminal.answer(report, () => describeWriteBack(report))
        for (const { key, reason } of report.failed.slice(0, 20))
          terminal.note(`Not written: ${key}: ${reason}`)
      })
    })
}

function describeWriteBack({ total, written, unchanged, failed }: WriteBackReport): string {
  return `${plural(total, 'covered issue')}: ${count(written)} written, ${count(unchanged)} as they were, ${count(failed.length)} failed.`
}
