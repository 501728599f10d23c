import { Box, Inline } from '@forge/react'
import type { ReactNode } from 'react'
import type { CoverageNumbers, Verdict } from '../../answers'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { Table } from '../shared/table'
import { VerdictDonut } from '../shared/verdict-donut'
import { VerdictLozenge, verdictOrder } from '../shared/verdicts'

/** Tickets by verdict, drawn and counted. */
export function VerdictCounts({ coverage }: { readonly coverage: CoverageNumbers }): ReactNode {
  const { say, number, percent } = useLanguage()
  const ticketsOf = (verdict: Verdict): number => coverage.verdicts[verdict]
  return (
    <Section title={say('coverage.byVerdict')}>
      <Inline space="space.400" alignBlock="center" shouldWrap>
        <Box xcss={{ width: '360px' }}>
          <VerdictDonut coverage={coverage} height={280} />
        </Box>
        <Box xcss={{ minWidth: '320px' }}>
          <Table<Verdict>
            label={say('coverage.byVerdict')}
            columns={[
              {
                key: 'verdict',
                title: say('column.verdict'),
                content: (verdict) => <VerdictLozenge verdict={verdict} />,
              },
              {
                key: 'tickets',
                title: say('column.tickets'),
                content: (verdict) => number(ticketsOf(verdict)),
              },
              {
                key: 'share',
                title: say('column.share'),
                content: (verdict) =>
                  percent(coverage.tickets === 0 ? null : (ticketsOf(verdict) / coverage.tickets) * 100),
              },
            ]}
            rows={verdictOrder}
            rowKey={(verdict) => verdict}
          />
        </Box>
      </Inline>
    </Section>
  )
}
