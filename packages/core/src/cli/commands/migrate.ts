import type { Command } from 'commander'
import { withAtmosfera } from '../context.js'
import { type CommonOptions, withCommonOptions } from '../options.js'
import type { Streams } from '../terminal.js'

interface MigrateOptions extends CommonOptions {
  readonly check?: boolean
}

export function addMigrate(program: Command, streams: Streams): void {
  withCommonOptions(program.command('migrate'))
    .description('bring the database up to date, or check that it is')
    .option('--check', 'change nothing; status 1 where it is out of date or was altered by hand')
    .action(async (options: MigrateOptions) => {
      const mode = options.check === true ? 'check' : 'auto'
      await withAtmosfera(
        streams,
        options,
        async ({ atmosfera, terminal }) => {
          const { migration } = atmosfera
          if (migration === undefined) return
          terminal.answer(migration, () => {
            const { schema, applied, before, adopted } = migration
            if (adopted !== undefined) {
              return `Adopted ${adopted.rows} rows from schema "${adopted.from}" into schema "${schema}" and applied ${applied.length} migrations.`
            }
            if (applied.length === 0) return `Schema "${schema}" is up to date: ${before} migrations.`
            return `Applied ${applied.length} migrations to schema "${schema}": ${applied.join(', ')}.`
          })
        },
        { migrate: mode },
      )
    })
}
