/** The test cases of the sample project, by suite. */

import type { Round } from './rounds.js'

/**
 * `auto` runs in every round from its first one on, `manual` only in the rounds before a release, `draft` (a manual
 * test still being written) never, and `retired` is an automated test that went with 2.3.0.
 */
export type CaseKind = 'auto' | 'manual' | 'draft' | 'retired'

/** Title, first round, kind, priority, and the keys of the tickets that it covers. */
type CaseRow = readonly [title: string, since: Round, kind: CaseKind, priority: string, keys?: string]

/** One test case; `suite > title` is its identity, in the table of test cases as in the results. */
export interface SampleCase {
  readonly id: string
  readonly suite: string
  readonly title: string
  readonly since: Round
  readonly kind: CaseKind
  readonly priority: string
  /** Keys of tickets, separated by blanks. `PAY-88` and `SHOP-671` are not in the export, as it happens. */
  readonly keys: string
}

const suites: Readonly<Record<string, readonly CaseRow[]>> = {
  Basket: [
    ['adds an item from the product page', '2.3', 'auto', 'high', 'SHOP-409'],
    ['keeps the basket for thirty days', '2.3', 'auto', 'high', 'SHOP-409'],
    ['merges both baskets when the buyer signs in', '2.3', 'auto', 'high', 'SHOP-409 SHOP-498'],
    ['shows each item once after signing in during checkout', '2.3', 'auto', 'high', 'SHOP-498'],
    ['accepts 99 pieces of one item, and no more', '2.3', 'auto', 'low'],
    ['previews an item while the pointer rests on it', '2.3', 'auto', 'low'],
    ['warns about an item that sold out before payment', '2.4-beta', 'auto', 'high', 'SHOP-444'],
    ['changes the total when an item is removed', '2.4-beta', 'auto', 'high', 'SHOP-444 SHOP-611'],
    ['converts a basket of the old shop', '2.3', 'retired', 'low', 'SHOP-409'],
  ],
  'Guest checkout': [
    ['completes an order with an e-mail address alone', '2.3', 'auto', 'critical', 'SHOP-404'],
    ['leads from the product page to the confirmation in one sitting', '2.3', 'auto', 'critical', 'SHOP-402'],
    ['asks for nothing that the order does not need', '2.3', 'manual', 'medium', 'SHOP-404'],
    ["keeps the visitor's session through all steps", '2.3', 'auto', 'high', 'SHOP-404 SHOP-405'],
    ['offers an account on the confirmation page only', '2.3', 'auto', 'medium', 'SHOP-413'],
    ['gives the first order to the new account', '2.3', 'auto', 'medium', 'SHOP-413'],
    ['marks an invalid e-mail address when the field is left', '2.3', 'auto', 'high', 'SHOP-421'],
    ['checks phone numbers from abroad', '2.3', 'auto', 'medium', 'SHOP-421'],
    ['accepts a plus sign in an e-mail address', '2.4-beta', 'auto', 'medium', 'SHOP-421 SHOP-536'],
    ['opens the checkout in two columns', '2.3', 'retired', 'low', 'SHOP-404'],
  ],
  Addresses: [
    ['suggests addresses after three characters', '2.3', 'auto', 'high', 'SHOP-433'],
    ['fills all fields from the chosen suggestion', '2.3', 'auto', 'high', 'SHOP-433'],
    ['takes a typed address while the look-up is down', '2.3', 'auto', 'high', 'SHOP-433'],
    ['finds a postcode with and without its space', '2.3', 'auto', 'medium', 'SHOP-433 SHOP-519'],
    ['keeps a company name such as "Smith & Daughters" as typed', '2.3', 'auto', 'low'],
    ['lists saved addresses, the last used first', '2.4-beta', 'auto', 'medium', 'SHOP-492'],
    ["shows nobody another customer's addresses", '2.4-beta', 'auto', 'critical', 'SHOP-492'],
    ['leaves past orders alone when an address is removed', '2.4-beta', 'manual', 'medium', 'SHOP-492'],
    ['moves the focus on after a suggestion was chosen', '2.5-night-1', 'auto', 'high', 'SHOP-585'],
  ],
  Delivery: [
    ['quotes price and earliest date for the postcode', '2.3', 'auto', 'high', 'SHOP-436'],
    ['says "free" where delivery costs nothing', '2.3', 'auto', 'low', 'SHOP-436'],
    ['answers from the cache for ten minutes', '2.3', 'auto', 'medium', 'SHOP-436 SHOP-437'],
    ['takes the standard price when a carrier is silent for > 2 s', '2.3', 'auto', 'high', 'SHOP-436'],
    ['lists pick-up points within five kilometres', '2.3', 'auto', 'medium', 'SHOP-440'],
    ['puts the locker code into the confirmation', '2.3', 'auto', 'medium', 'SHOP-440'],
    ['offers only windows that the carrier still has', '2.4-beta', 'auto', 'medium', 'SHOP-466'],
    ['releases a window after twenty minutes', '2.4-beta', 'auto', 'medium', 'SHOP-466'],
    ['splits an order with one late item', '2.5-night-1', 'auto', 'high', 'SHOP-588'],
    ['charges delivery once for a split order', '2.5-night-1', 'manual', 'high', 'SHOP-588'],
  ],
  'Card payment': [
    ['takes a payment with a valid card', '2.3', 'auto', 'critical', 'SHOP-411'],
    ["sends no card number to the shop's servers", '2.3', 'auto', 'critical', 'SHOP-411'],
    ['refuses an expired card before anything is sent', '2.3', 'auto', 'high', 'SHOP-411'],
    ['charges once when "Pay" is pressed twice', '2.3', 'auto', 'critical', 'SHOP-411 SHOP-512'],
    ["gives the reason of a refusal in the buyer's language", '2.3', 'auto', 'high', 'SHOP-426'],
    ['keeps basket and address after a refusal', '2.3', 'auto', 'high', 'SHOP-426'],
    ['offers the saved card at the next purchase', '2.4-beta', 'auto', 'high', 'SHOP-457'],
    ['saves no card without consent', '2.4-beta', 'auto', 'critical', 'SHOP-457 SHOP-458'],
    ['removes a card here and at the provider', '2.4-beta', 'auto', 'high', 'SHOP-457 SHOP-458'],
    ['pays with the wallet of the device', '2.4-beta', 'manual', 'medium', 'SHOP-483'],
    ['offers the wallet first on a phone', '2.4-beta', 'auto', 'medium', 'SHOP-483'],
    ['survives five minutes without the provider', '2.4-beta', 'auto', 'high', 'SHOP-426 PAY-88'],
    ['shows the expiry month that is printed on the card', '2.5-night-1', 'auto', 'medium', 'SHOP-596'],
  ],
  'Strong authentication': [
    ['asks the bank above the exemption limit', '2.3', 'auto', 'critical', 'SHOP-418'],
    ['completes the order after the confirmation', '2.3', 'auto', 'critical', 'SHOP-406 SHOP-418'],
    ['cancels the payment when the buyer declines', '2.3', 'auto', 'high', 'SHOP-418'],
    ['says what to do when the bank does not answer', '2.3', 'auto', 'medium', 'SHOP-418'],
    ["charges once when the bank's page is reloaded", '2.3', 'auto', 'critical', 'SHOP-418 SHOP-512'],
    ["fits the bank's question on a small screen", '2.3', 'manual', 'medium', 'SHOP-418'],
    ["returns to the order from the bank's app", '2.4-beta', 'auto', 'high', 'SHOP-576'],
    ["opens the first protocol version's page", '2.3', 'retired', 'low', 'SHOP-418'],
  ],
  Promotions: [
    ['takes a percentage off each eligible line', '2.4-beta', 'auto', 'high', 'SHOP-472'],
    ['takes a fixed amount off the total', '2.4-beta', 'auto', 'high', 'SHOP-472'],
    ['shows lines that add up to the total', '2.4', 'auto', 'high', 'SHOP-472 SHOP-577'],
    ['says that a code has expired', '2.4-beta', 'auto', 'medium', 'SHOP-475'],
    ['says how much is missing to the minimum order', '2.4-beta', 'auto', 'medium', 'SHOP-475'],
    ['answers unknown and unpublished codes alike', '2.4-beta', 'auto', 'high', 'SHOP-475'],
    ['takes the better of two percentages', '2.5-night-1', 'auto', 'medium', 'SHOP-553'],
    ['combines free delivery with one percentage', '2.5-night-1', 'auto', 'medium', 'SHOP-553'],
    ['refuses a used code to the same customer', '2.5-night-3', 'draft', 'high', 'SHOP-604'],
    [
      'gives the code back when the order is cancelled',
      '2.5-night-3',
      'draft',
      'medium',
      'SHOP-604 SHOP-671',
    ],
  ],
  'Gift cards': [
    ['pays part of an order', '2.4-beta', 'auto', 'high', 'SHOP-479'],
    ['shows the balance before and after', '2.4-beta', 'auto', 'medium', 'SHOP-479'],
    ['locks the card after five wrong PINs', '2.4-beta', 'auto', 'high', 'SHOP-479'],
    ['keeps its balance when the payment is refused', '2.4', 'auto', 'critical', 'SHOP-479 SHOP-575'],
    ['arrives on the morning of the chosen day', '2.4-beta', 'auto', 'medium', 'SHOP-486'],
    ['arrives at eight where the recipient lives', '2.4-beta', 'manual', 'medium', 'SHOP-486'],
  ],
  'Orders and returns': [
    ['sends the confirmation within a minute', '2.4-beta', 'auto', 'high', 'SHOP-530'],
    ['lists every line, discount and tax in the confirmation', '2.4-beta', 'auto', 'high', 'SHOP-530'],
    ['reads well without images', '2.4-beta', 'manual', 'low', 'SHOP-530'],
    ['shows each step from payment to doorstep', '2.5-night-1', 'auto', 'high', 'SHOP-533'],
    ["links to the carrier's page", '2.5-night-1', 'auto', 'medium', 'SHOP-533 SHOP-599'],
    ['cancels an order that is not packed yet', '2.5-night-1', 'auto', 'high', 'SHOP-538'],
    ['offers a return instead once the order is packed', '2.5-night-1', 'auto', 'high', 'SHOP-538'],
    ['announces no dispatch of a cancelled order', '2.5-night-1', 'auto', 'high', 'SHOP-538 SHOP-592'],
    ['registers a return of some of the items', '2.5-night-1', 'auto', 'high', 'SHOP-562'],
    ['takes returns for thirty days', '2.5-night-1', 'auto', 'medium', 'SHOP-562'],
    ['takes the return of a guest', '2.5-night-3', 'manual', 'medium', 'SHOP-562'],
    ['prints names with accents on the label', '2.5-night-2', 'auto', 'medium', 'SHOP-614'],
    ['refunds to the card that paid', '2.5-night-2', 'auto', 'critical', 'SHOP-565'],
    [
      'refunds the part of the gift card to the gift card',
      '2.5-night-2',
      'auto',
      'high',
      'SHOP-565 SHOP-566',
    ],
  ],
  Accessibility: [
    ['completes an order with a screen reader', '2.3', 'manual', 'high', 'SHOP-404'],
    ['reaches every control with the Tab key', '2.5-night-1', 'auto', 'high', 'SHOP-558'],
    ['shows where the focus is', '2.5-night-1', 'auto', 'high', 'SHOP-558'],
    ['ties each error to its field', '2.5-night-1', 'auto', 'high', 'SHOP-561'],
    ['covers no control at 200 % text', '2.5-night-1', 'auto', 'medium', 'SHOP-582'],
    ['paints the payment page within two seconds', '2.5-night-2', 'auto', 'medium', 'SHOP-573'],
    ['stands still where reduced motion is wished', '2.5-night-3', 'draft', 'low', 'SHOP-594'],
  ],
}

/** All test cases, suite by suite. */
export const testCases: readonly SampleCase[] = Object.entries(suites).flatMap(([suite, rows]) =>
  rows.map(([title, since, kind, priority, keys = '']) => ({
    id: `${suite} > ${title}`,
    suite,
    title,
    since,
    kind,
    priority,
    keys,
  })),
)
