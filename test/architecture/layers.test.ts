/**
 * Who may know whom. One direction of knowledge, one door to the data, pure logic where the product's ideas
 * live: held against the real imports, so that a shortcut fails here and not in a year.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Import, importsOf, sourceFiles, sourceFolder } from '../support/imports.js'

const files = sourceFiles()
const imports = files.flatMap(importsOf)

/** Files that anything may use: words, errors and shapes, without behaviour of their own. */
const common = ['actor.ts', 'errors.ts', 'intervals.ts', 'options.ts', 'pagination.ts', 'validation.ts']
const domains = [
  'audit',
  'coverage',
  'documents',
  'exports',
  'forge',
  'idempotency',
  'imports',
  'maturity',
  'metrics',
  'projects',
  'recommendations',
  'settings',
  'test-cases',
  'test-cycles',
  'test-runs',
  'test-suites',
  'tickets',
  'traceability',
  'identity',
]

const folderOf = (file: string): string => file.split('/')[0] ?? ''
const isOurs = (file: string): boolean => file.endsWith('.ts')
const isService = (file: string): boolean => /(^|\/)service\.ts$/.test(file) || file === 'resource-service.ts'
/** Whatever holds SQL: repositories, and the SQL of the larger domains beside them. */
const holdsSql = (file: string): boolean =>
  domains.includes(folderOf(file)) &&
  importsOf(file).some(({ to, typeOnly }) => to === 'drizzle-orm' && !typeOnly)

const isPure = (file: string): boolean =>
  file.startsWith('imports/formats/') ||
  /^coverage\/(verdict|scope|summary|trend|explanation|gaps|defects|test-health)\.ts$/.test(file) ||
  (file.startsWith('maturity/') && !/^maturity\/(service|repository|measure|types)\.ts$/.test(file))

const show = ({ from, to }: Import): string => `${from} → ${to}`
const violations = (is: (one: Import) => boolean): readonly string[] => imports.filter(is).map(show)

describe('layers', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(imports.length).toBeGreaterThan(400)
  })

  it('schema and errors know nobody', () => {
    expect(
      violations(({ from, to }) => folderOf(from) === 'schema' && isOurs(to) && folderOf(to) !== 'schema'),
    ).toEqual([])
    expect(violations(({ from }) => from === 'errors.ts')).toEqual([])
  })

  it('database knows schema, and no domain', () => {
    expect(
      violations(
        ({ from, to }) =>
          folderOf(from) === 'database' &&
          isOurs(to) &&
          !['database', 'schema'].includes(folderOf(to)) &&
          !common.includes(to),
      ),
    ).toEqual([])
  })

  it('SQL is written in the database folder and in repositories alone', () => {
    const places = files.filter((file) =>
      importsOf(file).some(({ to, typeOnly }) => to === 'drizzle-orm' && !typeOnly),
    )
    const allowed = /^(database|schema)\/|(^|\/)(repository|queries|evidence|measure|[a-z-]+-rows)\.ts$/
    expect(places.filter((file) => !allowed.test(file) && file !== 'imports/results.ts')).toEqual([])
  })

  it('a repository opens no transaction and calls no service', () => {
    expect(
      violations(({ from, to }) => holdsSql(from) && isService(to) && from !== 'imports/results.ts'),
    ).toEqual([])
    const opening = files.filter(
      (file) => /repository\.ts$/.test(file) && /\.run\(|engine\.transaction/.test(read(file)),
    )
    expect(opening).toEqual([])
  })

  it('a domain reaches no other domain’s repository', () => {
    expect(
      violations(
        ({ from, to }) =>
          domains.includes(folderOf(from)) &&
          folderOf(from) !== folderOf(to) &&
          holdsSql(to) &&
          // One policy: maturity measures coverage with coverage's own SQL.
          !(from === 'maturity/measure.ts' && ['coverage/queries.ts', 'coverage/plan-rows.ts'].includes(to)),
      ),
    ).toEqual([])
  })

  it('a service gets other services handed to it', () => {
    expect(
      violations(
        ({ from, to, typeOnly }) =>
          domains.includes(folderOf(from)) &&
          isService(to) &&
          folderOf(to) !== folderOf(from) &&
          to !== 'resource-service.ts' &&
          !typeOnly,
      ),
    ).toEqual([])
  })

  it('only createAtmosfera knows all services', () => {
    expect(
      violations(
        ({ from, to, typeOnly }) =>
          isService(to) &&
          !typeOnly &&
          from !== 'atmosfera.ts' &&
          folderOf(from) !== folderOf(to) &&
          to !== 'resource-service.ts',
      ),
    ).toEqual([])
  })

  it('the command line, the server and the helpers for tests use services, never the database', () => {
    expect(
      violations(
        ({ from, to }) =>
          ['cli', 'server', 'testing'].includes(folderOf(from)) &&
          (['database', 'schema'].includes(folderOf(to)) || holdsSql(to) || to.startsWith('drizzle-orm')) &&
          // The list of allowed values is a vocabulary, not a table.
          to !== 'schema/allowed-values.ts' &&
          // A test's database begins as a copy of the one that the package brings.
          to !== 'database/snapshot.ts',
      ),
    ).toEqual([])
  })
})

describe('reports', () => {
  const isReport = (file: string): boolean => folderOf(file) === 'reports'

  it('ask services, and know neither the database nor who shows them', () => {
    expect(
      violations(
        ({ from, to }) =>
          isReport(from) &&
          (['database', 'schema', 'cli', 'server'].includes(folderOf(to)) ||
            holdsSql(to) ||
            /^(drizzle-orm|pg|@electric-sql|node:(fs|net|http|process|child))/.test(to)),
      ),
    ).toEqual([])
  })

  it('read neither a clock nor the environment', () => {
    const impure = files.filter(
      (file) => isReport(file) && /Date\.now\(|new Date\(\)|process\.env|Math\.random/.test(read(file)),
    )
    expect(impure).toEqual([])
  })

  it('load the library of charts with the first chart, and not before', () => {
    expect(
      violations(({ from, to, typeOnly }) => isReport(from) && /^echarts\//.test(to) && !typeOnly).filter(
        (one) => !one.startsWith('reports/charts/echarts.ts'),
      ),
    ).toEqual([])
    const loading = files.flatMap(importsOf).filter(({ to }) => to === 'reports/charts/echarts.ts')
    expect(loading.map(({ from }) => from)).toEqual(['reports/charts/render.ts'])
    expect(read('reports/charts/render.ts')).toContain("await import('./echarts.js')")
  })
})

describe('pure parts', () => {
  const pure = files.filter(isPure)

  it('are the algebra of coverage, the scoring of maturity and the parsers', () => {
    expect(pure).toContain('coverage/verdict.ts')
    expect(pure).toContain('maturity/scoring.ts')
    expect(pure).toContain('maturity/model.ts')
    expect(pure).toContain('imports/formats/results/junit.ts')
  })

  it('know no database and nothing that does', () => {
    expect(
      violations(({ from, to }) => isPure(from) && isOurs(to) && !isPure(to) && !common.includes(to)),
    ).toEqual([])
    expect(
      violations(
        ({ from, to }) =>
          isPure(from) && /^(drizzle-orm|pg|@electric-sql|node:(fs|net|http|process|child))/.test(to),
      ),
    ).toEqual([])
  })

  it('read neither a clock nor the environment', () => {
    const impure = pure.filter((file) =>
      /Date\.now\(|new Date\(\)|process\.env|performance\.now|Math\.random/.test(read(file)),
    )
    expect(impure).toEqual([])
  })
})

describe('circles', () => {
  it('there are none, types included', () => {
    const edges = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .map(({ to }) => to)
          .filter(isOurs),
      ]),
    )
    const circles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const next of edges.get(file) ?? []) visit(next, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })
})

function read(file: string): string {
  return readFileSync(join(sourceFolder, file), 'utf8')
}
