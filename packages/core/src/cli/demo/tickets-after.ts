/** Tickets of the sample project, second half: discounts, what follows a purchase, and the quality of the pages. */

import { bug, epic, story, subtask, type Ticket, under } from './ticket.js'

const promotions = under(
  'Promotions',
  epic(470, 'Medium', '2.5.0', 'lucia', 'In Progress', 'Promotions and gift cards')`
    Marketing wants to run a campaign without asking us for a release.`,

  story(472, 'High', '2.4.0', 'lucia', 57, 'Apply a promotion code')`
    As a buyer I want to enter a code and see at once what I save.
    - Percentage or fixed amount, on the whole order or on chosen categories.
    - Discounts are shown per line, and the lines add up to the total.`,
  story(475, 'Medium', '2.4.0', 'lucia', 55, 'Say why a code was refused')`
    As a buyer I want to know whether it makes sense to try again.
    - Expired, minimum order not reached, and not valid for these items are told apart.
    - An unknown code gets the same answer as one that was never published.`,
  story(479, 'High', '2.4.0', 'jonas', 53, 'Pay part of an order with a gift card')`
    As a buyer I want to use up my gift card and pay the rest by card.
    - The remaining balance is shown before and after.
    - Five wrong PINs lock the gift card for an hour.`,
  story(486, 'Medium', '2.4.0', 'jonas', 52, 'Send a gift card on a chosen day')`
    As a buyer I want the gift card to arrive on the morning of the birthday.
    - Sent at eight in the morning where the recipient lives.
    - Can be cancelled until it is sent.`,
  story(553, 'Medium', '2.5.0', 'lucia', 15, 'Combine promotions by published rules')`
    As a buyer I want to use two codes where the rules allow it.
    - Free delivery combines with one other code; two percentages never combine.
    - Where only one is possible, the better one for the buyer is taken.`,
  story(604, 'High', '2.5.0', 'lucia', 'In Progress', 'Limit a code to one use per customer')`
    As marketing we want welcome codes to be used once.
    - Counted per account, and per e-mail address for guests.
    - A cancelled order gives the code back.`,

  bug(575, 'High', '2.4.0', 'jonas', 42, 'Gift card is debited although the payment was refused')`
    Pay 20 by gift card and 30 by a card that the bank refuses. The order fails, the 20 are gone.
    Found in the beta of 2.4.0. Support restores balances by hand.`,
  bug(577, 'Medium', '2.4.0', 'lucia', 41, 'Discounted lines add up to a cent less than the total')`
    Three lines of 9.99 with a code of 20 % show 7.99 each, 23.97 together; the total says 23.98.
    Expected: the rounding difference goes to the first of the largest lines.`,
  bug(607, 'Medium', null, 'jonas', 24, 'Gift card empty after the bank said no', {
    labels: ['customer-reported'],
    resolution: 'Duplicate',
    duplicateOf: 575,
    affects: '2.4.0',
  })`
    A pilot customer of the 2.4.0 beta asks why her gift card is empty: her bank had refused the rest of the payment.`,
)

const orders = under(
  'Orders',
  epic(528, 'High', '2.5.0', 'imani', 'In Progress', 'Orders and returns without a phone call')`
    Two thirds of all calls to support ask where the parcel is or how to send it back.`,

  story(530, 'High', '2.4.0', 'tomasz', 50, 'Send a complete order confirmation')`
    As a buyer I want an e-mail that I can file as proof of purchase.
    - Every line, discount, delivery cost and tax, as in the order.
    - Sent within one minute, readable without images.`,
  story(533, 'High', '2.5.0', 'imani', 24, 'Follow an order from payment to doorstep')`
    As a buyer I want to see where my parcel is without calling anybody.
    - Paid, packed, handed over, out for delivery, delivered; each with its time.
    - A link to the carrier's own page as soon as there is a tracking number.`,
  story(538, 'High', '2.5.0', 'imani', 20, 'Cancel an order before it is packed')`
    As a buyer I want to undo an order that I placed by mistake.
    - Possible until the warehouse has packed it; after that a return is offered instead.
    - The money is on its way back on the same day.`,
  story(562, 'High', '2.5.0', 'tomasz', 16, 'Register a return online')`
    As a buyer I want to send back one of three items without explaining myself on the phone.
    - Any number of items, within thirty days of delivery.
    - The label is a PDF that any printer takes. Guests use the link in their confirmation.`,
  story(565, 'Critical', '2.5.0', 'jonas', 'In Review', 'Refund to the means of payment that was used', {
    labels: ['regulation'],
  })`
    As a buyer I want my money back where it came from, within fourteen days.
    - Card to card, gift card to gift card, in the proportion of the purchase.
    - A card that has expired since then is refunded through the bank that issued it.`,
  subtask(566, 'High', '2.5.0', 'jonas', 'In Progress', 'Divide a refund between card and gift card', {
    parent: 565,
  })`
    Proportional to what was paid, the rounding difference to the card. The gift card first if the card is closed.`,
  story(617, 'Medium', '2.5.0', null, 'To Do', 'Download the invoice of an order')`
    As a business customer I want the invoice as a PDF with my tax number.
    - Available from the moment of dispatch, unchanged for ten years.`,

  bug(592, 'High', '2.5.0', 'tomasz', 12, 'Cancelled order still announces its dispatch')`
    Support cancels an order minutes after it was placed. The next morning "Your parcel is on its way" arrives.`,
  bug(599, 'Medium', null, 'imani', 18, "Tracking link in the e-mail opens the carrier's home page", {
    resolution: 'Cannot Reproduce',
  })`
    One report by telephone, no order number. All tracking links of that week work.`,
  bug(614, 'Medium', '2.5.0', 'tomasz', 'In Review', 'Return label loses letters with accents')`
    A return by "Zoë Müller" prints "Zo M ller". The carrier refuses such labels at the counter.`,
  bug(622, 'Low', '2.5.0', null, 'To Do', 'Order list shows times in UTC', { affects: '2.4.0' })`
    An order of 23:30 appears with the date of the next day for buyers west of Greenwich.`,
)

const pages = under(
  'Web',
  epic(556, 'High', '2.5.0', 'priya', 'In Progress', 'A checkout that everybody can use', {
    labels: ['accessibility'],
  })`
    The accessibility rules for web shops apply to us from next year, and slow pages cost us buyers today.`,

  story(558, 'High', '2.5.0', 'hana', 22, 'Complete a purchase with the keyboard alone', {
    labels: ['accessibility'],
  })`
    As a buyer who cannot use a mouse I want to reach and operate everything with the keyboard.
    - The focus is always visible and moves in reading order.
    - Nothing traps it, also not the provider's card fields.`,
  story(561, 'High', '2.5.0', 'hana', 19, 'Announce errors and totals to screen readers', {
    labels: ['accessibility'],
  })`
    As a blind buyer I want to hear what is wrong and what I am about to pay.
    - Each error is tied to its field and read when it appears.
    - A changed total is read once, not at every keystroke.`,
  story(573, 'Medium', '2.5.0', 'imani', 'In Progress', 'Show the payment page within two seconds', {
    labels: ['mobile', 'performance'],
  })`
    As a buyer on a train I want the payment page before the tunnel.
    - Two seconds to the largest element on a mobile network, measured for three of four visits.`,
  story(582, 'Medium', '2.5.0', 'hana', 13, 'Enlarge text to 200 % without losing controls', {
    labels: ['accessibility'],
  })`
    As a buyer with weak eyes I want large text without scrolling sideways.
    - No control is covered or cut off on screens from 320 pixels on.`,
  story(594, 'Low', '2.5.0', null, 'To Do', 'Honour the wish for reduced motion', {
    labels: ['accessibility'],
  })`
    As a buyer who gets dizzy I want pages that stand still when my device asks for it.
    - No sliding panels and no pulsing buttons. Progress is shown as text.`,
  story(609, 'Medium', '2.5.0', 'imani', 'In Progress', 'Measure where buyers leave the checkout', {
    labels: ['privacy'],
  })`
    As the product owner I want to know the step at which people give up.
    - Counts per step and device class, no personal data, kept for ninety days.`,

  bug(585, 'High', '2.5.0', 'hana', 17, 'Focus jumps to the top after an address was chosen', {
    labels: ['accessibility'],
    affects: '2.4.0',
  })`
    Choose a suggested address with the keyboard. The focus returns to the logo instead of the next field.`,
  bug(620, 'Medium', '2.5.0', null, 'To Do', 'Inactive "Pay" button is hard to see', {
    labels: ['accessibility'],
  })`
    Contrast of border and background is 1.8 : 1; the guideline asks for 3 : 1.`,
)

/** Promotions, orders and accessible pages, each epic followed by what belongs to it. */
export const ticketsAfterBuying: readonly Ticket[] = [...promotions, ...orders, ...pages]
