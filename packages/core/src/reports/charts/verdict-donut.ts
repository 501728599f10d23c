import type { CoverageSummary } from '../../coverage/summary.js'
import { percentage } from '../../coverage/verdict.js'
import { count, percent, plural } from '../../formatting.js'
import { verdictMeanings, verdictOrder } from '../words.js'
import type { Chart } from './chart.js'
import { color, verdictFills } from './palette.js'
import { base } from './texts.js'

const size = 240

/** Where the verdicts of a scope stand; in the middle the part that passes. */
export function verdictDonut({ tickets, verdicts, passingPercentage }: CoverageSummary): Chart {
  const shown = verdictOrder.filter((verdict) => verdicts[verdict] > 0)
  const parts = shown.map(
    (verdict) =>
      `${count(verdicts[verdict])} ${verdict} (${percent(percentage(verdicts[verdict], tickets))})`,
  )
  return {
    title: 'Tickets by verdict',
    text: `${plural(tickets, 'ticket')}: ${parts.join(', ')}.`,
    table: {
      caption: 'Tickets by verdict',
      columns: [
        { title: 'Verdict' },
        { title: 'Tickets', kind: 'number' },
        { title: 'Share', kind: 'number' },
      ],
      rows: verdictOrder.map((verdict) => [
        { text: verdict, verdict, remark: verdictMeanings[verdict] },
        { text: count(verdicts[verdict]), value: verdicts[verdict] },
        {
          text: percent(percentage(verdicts[verdict], tickets)),
          value: percentage(verdicts[verdict], tickets),
        },
      ]),
    },
    wide: {
      width: size,
      height: size,
      option: {
        ...base,
        series: [
          {
            type: 'pie',
            radius: ['62%', '96%'],
            silent: true,
            startAngle: 90,
            minAngle: 2,
            label: {
              show: true,
              position: 'center',
              formatter: () => `${percent(passingPercentage)}\npassing`,
              color: color('ink'),
              fontSize: 22,
              fontWeight: 600,
              lineHeight: 28,
            },
            labelLine: { show: false },
            data: shown.map((verdict) => ({
              name: verdict,
              value: verdicts[verdict],
              itemStyle: itemStyle(verdict),
            })),
          },
        ],
      },
    },
  }
}

function itemStyle(verdict: (typeof verdictOrder)[number]) {
  const { color: fill, border, decal } = verdictFills[verdict]
  return { color: fill, borderColor: border, borderWidth: 1, decal }
}
