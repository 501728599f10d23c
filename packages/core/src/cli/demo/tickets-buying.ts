/** Tickets of the sample project, first half: what happens until the buyer has paid. */

import { bug, epic, story, subtask, type Ticket, under } from './ticket.js'

const guestCheckout = under(
  'Checkout',
  epic(402, 'High', '2.5.0', 'imani', 'In Progress', 'Guest checkout')`
    One visitor in four leaves when we ask for a password. Let people buy first and decide about an account later.`,

  story(404, 'Critical', '2.3.0', 'imani', 108, 'Check out without an account')`
    As a visitor I want to order with my e-mail address alone, so that I need not invent another password.
    - Name, e-mail address, delivery address and payment are the only things we ask for.
    - The confirmation carries a link that opens the order without signing in.
    - Orders without an account appear in the same reports as all others.`,
  subtask(405, 'High', '2.3.0', 'imani', 111, 'Session for visitors without an account', { parent: 404 })`
    Signed cookie, two hours, renewed with each step of the checkout. No personal data in it.`,
  story(409, 'High', '2.3.0', 'tomasz', 104, 'Keep the basket between visits')`
    As a visitor I want to find my basket again tomorrow, so that I can think about it overnight.
    - The basket survives thirty days without a visit.
    - After signing in, items from both baskets are there, each once.`,
  story(413, 'Medium', '2.3.0', 'tomasz', 101, 'Offer an account after the purchase')`
    As a buyer I want to turn my order into an account with one password field.
    - Offered on the confirmation page only, never before payment.
    - The order that was just placed belongs to the new account.`,
  story(421, 'High', '2.3.0', 'hana', 98, 'Check contact details while the buyer types')`
    As a buyer I want to learn about a typing error at once, not after I pressed "Pay".
    - E-mail address and phone number are checked when the field is left.
    - The message says what to change and stands next to its field.`,
  story(444, 'Medium', '2.4.0', 'tomasz', 57, 'Show stock changes before the buyer pays')`
    As a buyer I want to know that an item sold out before I pay for it.
    - Stock is checked when the payment page opens and again when "Pay" is pressed.
    - A sold-out item is removed with a notice, and the total changes in the same moment.`,
  story(574, 'Low', '2.5.0', null, 'To Do', 'Move an item from the basket to the wish list')`
    As a buyer I want to set an item aside without losing it.
    - One press moves it, one press brings it back.
    - Visitors without an account see why they need one for this.`,

  bug(498, 'High', '2.3.0', 'tomasz', 90, 'Basket doubles when the buyer signs in during checkout')`
    Put two items in the basket, go to checkout, choose "I have an account" and sign in. Every item is there twice.
    Expected: each item once, with the larger of the two quantities.`,
  bug(536, 'Medium', '2.4.0', 'hana', 52, 'E-mail addresses with a plus sign are refused', {
    labels: ['customer-reported'],
    affects: '2.3.0',
  })`
    "anna+shop@example.org" is a valid address, but we mark it red. Eleven messages to support in the first week.`,
  bug(
    611,
    'High',
    '2.5.0',
    'hana',
    'In Progress',
    'Order summary keeps the old total after an item is removed',
    {
      labels: ['regression'],
      affects: '2.5.0',
    },
  )`
    Remove one of two items on the payment page. The line disappears, the total stays until the page is reloaded.
    Worked in 2.4.0. The amount that we charge is right, the amount that we show is not.`,
)

const cardPayments = under(
  'Payments',
  epic(406, 'Critical', '2.4.0', 'jonas', 36, 'Card payments and strong authentication')`
    Move card payments to fields hosted by the payment provider, with confirmation by the buyer's bank.`,

  story(411, 'Critical', '2.3.0', 'jonas', 96, 'Pay by card in fields hosted by the provider', {
    labels: ['pci'],
  })`
    As the shop we want card numbers never to reach our servers, so that the smaller security audit is enough.
    - Number, expiry date and security code are typed into the provider's frame.
    - A payment is taken once, however often "Pay" is pressed.
    - Expired or mistyped cards are refused before anything is sent.`,
  story(418, 'Critical', '2.3.0', 'jonas', 91, "Confirm a payment with the buyer's bank", {
    labels: ['regulation'],
  })`
    As a buyer I want my bank to ask me before money leaves my account.
    - Above the exemption limit the bank is always asked.
    - Declining cancels the payment and leads back to the order, with all items.
    - When the bank does not answer within five minutes, the buyer reads what to do next.`,
  story(426, 'High', '2.3.0', 'jonas', 88, 'Try again after a refused payment')`
    As a buyer I want to use another card when the first is refused, without filling in everything again.
    - Basket, address and delivery stay as they were.
    - The reason is given in the buyer's language, as far as the bank tells us.`,
  story(457, 'High', '2.4.0', 'lucia', 58, 'Save a card for the next purchase', { labels: ['pci'] })`
    As a returning customer I want to pay without looking for my card.
    - Only with consent, given by a box that is not ticked beforehand.
    - Saved cards can be removed in the account, and are then removed at the provider too.`,
  subtask(458, 'High', '2.4.0', 'lucia', 60, "Store the provider's token with the consent", {
    parent: 457,
  })`
    Token, last four digits, expiry and the time of consent. Nothing else of the card is stored.`,
  story(483, 'Medium', '2.4.0', 'lucia', 54, 'Pay with the wallet of the device', { labels: ['mobile'] })`
    As a buyer on a phone I want to pay with my fingerprint or face.
    - Offered first on phones that have a wallet, and not at all where there is none.
    - Delivery address and price are final before the wallet opens.`,
  story(549, 'Critical', '2.4.0', 'jonas', 51, 'Settle payments that the provider confirms late')`
    As the shop we want an order for every payment, also when the confirmation arrives hours later.
    - A late confirmation completes the order if the items are still there, and refunds it if they are not.
    - The buyer is told in both cases. Nobody pays for an order that does not exist.`,
  subtask(550, 'High', '2.4.0', 'jonas', 51, 'Alert on payments without an order', { parent: 549 })`
    Page the engineer on duty when a payment is older than one hour and has no order.`,

  bug(512, 'Critical', '2.3.0', 'jonas', 82, "Buyer is charged twice when the bank's page is reloaded")`
    Start a payment that needs confirmation, reload the bank's page, confirm. Two charges, one order.
    Expected: the second attempt uses the same payment.`,
  bug(576, 'High', '2.5.0', 'lucia', 'In Progress', "Empty page after returning from the bank's app", {
    labels: ['mobile', 'customer-reported'],
    affects: '2.4.0',
  })`
    On a phone the bank opens its own app for the confirmation. Back in the browser the page stays empty until it is
    reloaded. The payment went through, so many buyers order again. Only in Safari on iOS.`,
  bug(596, 'Medium', '2.5.0', 'lucia', 14, 'Saved card shows the wrong expiry month', { affects: '2.4.0' })`
    Cards that expire on the last day of a month show the next month to buyers east of Greenwich.`,
)

const delivery = under(
  'Delivery',
  epic(431, 'High', '2.5.0', 'hana', 'In Progress', 'Delivery options and addresses')`
    Buyers should know when the parcel comes and what it costs before they reach for their card.`,

  story(433, 'High', '2.3.0', 'hana', 95, 'Suggest addresses while the buyer types')`
    As a buyer I want to choose my address from a list after a few letters.
    - Suggestions from the third character on, within half a second.
    - When the look-up is down, the address can be typed as before.`,
  story(436, 'High', '2.3.0', 'hana', 92, 'Quote delivery price and date before payment')`
    As a buyer I want to see what delivery costs and when the parcel comes while I look at my basket.
    - Price and earliest date for the buyer's postcode.
    - A carrier that does not answer within two seconds is replaced by the standard price.`,
  subtask(437, 'Medium', '2.3.0', 'hana', 93, 'Cache quotes of the carriers for ten minutes', {
    parent: 436,
  })`
    Key: carrier, postcode, weight class. The carriers limit us to sixty questions a minute.`,
  story(440, 'Medium', '2.3.0', 'tomasz', 87, 'Deliver to a pick-up point')`
    As a buyer who is out all day I want to fetch the parcel at a shop nearby.
    - Pick-up points within five kilometres, nearest first, with opening hours.
    - The confirmation contains the code that opens the locker.`,
  story(466, 'Medium', '2.4.0', 'tomasz', 56, 'Choose a delivery window')`
    As a buyer I want to choose the two hours in which the parcel comes.
    - Only windows that the carrier still has.
    - A chosen window is held for twenty minutes, then offered to others.`,
  story(492, 'Medium', '2.4.0', 'hana', 53, 'Address book for customers with an account', {
    labels: ['privacy'],
  })`
    As a customer I want to keep the addresses that I send to.
    - Last used first. Removing one does not change past orders.
    - Nobody sees the addresses of another customer.`,
  story(588, 'High', '2.5.0', 'hana', 'In Review', 'Split an order when one item is late')`
    As a buyer I want to get what is in stock now and the rest when it arrives.
    - Offered when one item would delay the others by more than three days.
    - Delivery is charged once. The order history shows each parcel.`,

  bug(519, 'Medium', '2.3.0', 'hana', 79, 'Postcodes with a space are not found')`
    "SW1A 1AA" finds nothing, "SW1A1AA" does. Most people type the space.`,
  bug(543, 'Low', null, 'tomasz', 60, 'Map of pick-up points opens on the capital', {
    resolution: "Won't Do",
  })`
    Without permission to use the location, the map shows the capital instead of the buyer's postcode.
    Closed: the map gives way to a list in the next year's plan.`,
  bug(602, 'Critical', '2.5.0', null, 'To Do', 'Delivery surcharge for islands is missing from the total', {
    labels: ['customer-reported'],
    affects: '2.4.0',
  })`
    Order to an island postcode. The quote says 14.90, the total contains the mainland price of 4.90.
    We pay the difference on every such order, about forty a day.`,
)

/** Guest checkout, card payments and delivery, each epic followed by what belongs to it. */
export const ticketsOfBuying: readonly Ticket[] = [...guestCheckout, ...cardPayments, ...delivery]
